import * as z from 'zod/mini';
import type { Caller } from '#test/console/contract';

const answerSchema = z.object({ access_token: z.string() });

/** Lists the possible callers: token scopes, each user that Chat knows, and callers that the gateway rejects. */
export const callersOf = (userIds: readonly string[]): readonly Caller[] => [
  { name: 'admin', token: { scope: 'chat:admin' } },
  { name: 'search client', token: { scope: 'chat:search' } },
  ...userIds.map((sub) => ({ name: sub, token: { sub } })),
  { name: 'nobody' },
  { name: 'expired token', token: { scope: 'chat:admin', expires_in: '-60' } },
];

/** Fetches a caller's token from the local issuer. The token never reaches the page. */
export const fetchToken = async (issuer: string, { token }: Caller): Promise<string | undefined> => {
  if (!token) return undefined;
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', ...token }),
    signal: AbortSignal.timeout(5_000),
  });
  return answerSchema.parse(await response.json()).access_token;
};
