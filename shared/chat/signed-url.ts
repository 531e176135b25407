import { randomInt } from 'node:crypto';
import { createUserSig } from '#shared/chat/user-sig';
import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';

/** In seconds. Chat recommends at least a day. A signature is renewed after half of its lifetime. */
const lifetime = 24 * 60 * 60;

/** Adds the signature to an address. */
export type SignUrl = (url: string, credential: Credential) => string;

/**
 * Creates the only function that makes signed addresses. Its result goes to `fetch` and nowhere else. It makes the
 * signature once per credential and reuses it; each address has a new `random`.
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
