import type { Caller } from '#shared/request';

/**
 * Who signed a request (SigV4), by its ARN. Users of an app get AWS credentials of a Cognito identity pool, guests
 * included, so that a signature alone does not make a back end of them.
 *
 * @param identityPool what the gateway says of an identity pool: anything but `null` says that there is one
 */
export const signerOf = (arn: string, identityPool: unknown): Caller => ({
  kind: (identityPool ?? null) !== null || arn.includes('CognitoIdentityCredentials') ? 'identity-pool' : 'trusted',
  name: arn,
});
