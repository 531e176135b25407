import { randomInt } from 'node:crypto';
import { createUserSig } from '#shared/chat/user-sig';
import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';

/** Seconds: Chat advises at least a day. A signature is renewed when half of that has passed. */
const lifetime = 24 * 60 * 60;

/** Puts the credential into an address. */
export type SignUrl = (url: string, credential: Credential) => string;

/**
 * Makes the one place where an address and a signature come together. What it returns goes to `fetch` and nowhere else.
 * The signature is made once per credential and kept; `random` is new in each address.
 *
 * @see https://trtc.io/document/34620 the query parameters
 */
export const createUrlSigner = (clock: Clock): SignUrl => {
  const queries = new WeakMap<Credential, { readonly query: string; readonly issuedAt: number }>();

  const queryOf = (credential: Credential): string => {
    const now = Math.floor(clock.now() / 1_000);
    const kept = queries.get(credential);
    if (kept && kept.issuedAt <= now && now < kept.issuedAt + lifetime / 2) return kept.query;
    const parameters = new URLSearchParams({
      sdkappid: `${credential.sdkAppId}`,
      identifier: credential.identifier,
      usersig: createUserSig({ ...credential, issuedAt: now, lifetime }),
      contenttype: 'json',
    });
    const query = parameters.toString();
    queries.set(credential, { query, issuedAt: now });
    return query;
  };

  return (url, credential) => `${url}?${queryOf(credential)}&random=${randomInt(2 ** 32)}`;
};
