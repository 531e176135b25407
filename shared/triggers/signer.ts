import type { Caller } from '#shared/request';

/**
 * The caller that signed a request (SigV4). An app's users and guests can get AWS credentials from a Cognito identity
 * pool, so a signature alone does not prove a back end.
 *
 * @param identityPool the gateway's data about an identity pool; `null` or `undefined` if there is none
 */
export const signerOf = (arn: string, identityPool: unknown): Caller => ({
  kind: (identityPool ?? null) !== null || arn.includes('CognitoIdentityCredentials') ? 'identity-pool' : 'trusted',
  name: arn,
});
