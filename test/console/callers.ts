import * as z from 'zod/mini';
import type { Caller } from '#test/console/contract';

const answerSchema = z.object({ access_token: z.string() });

/** Lists who can be called as: the roles that a token can have, and each user that Chat knows. */
export const callersOf = (userIds: readonly string[]): readonly Caller[] => [
  { name: 'admin', token: { scope: 'chat:admin' } },
  { name: 'search client', token: { scope: 'chat:search' } },
  ...userIds.map((sub) => ({ name: sub, token: { sub } })),
  { name: 'nobody' },
  { name: 'expired token', token: { scope: 'chat:admin', expires_in: '-60' } },
];

/** Asks the local issuer for a caller's token, which never reaches the page. Throws when it gives none. */
export const fetchToken = async (issuer: string, { token }: Caller): Promise<string | undefined> => {
  if (!token) return undefined;
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', ...token }),
    signal: AbortSignal.timeout(5_000),
  });
  return answerSchema.parse(await response.json()).access_token;
};
