import { isRecord } from '#shared/json/is-record';
import type { Caller } from '#shared/request';

/** The user with verified claims. Returns `undefined` if there are no claims. */
export const userOf = (claims: unknown): Caller | undefined =>
  isRecord(claims) ? { kind: 'user', claims } : undefined;

/**
 * The caller that signed a request (SigV4). An app's users and guests can get AWS credentials from a Cognito identity
 * pool, so a signature alone does not prove a back end. Returns `undefined` if nobody signed the request.
 *
 * @param identityPool the gateway's data about an identity pool; `null` or `undefined` if there is none
 */
export const signerOf = (arn: unknown, identityPool: unknown): Caller | undefined => {
  if (typeof arn !== 'string' || !arn.startsWith('arn:')) return undefined;
  const isFromPool = (identityPool ?? null) !== null || arn.includes('CognitoIdentityCredentials');
  return { kind: isFromPool ? 'identity-pool' : 'trusted', name: arn };
};
