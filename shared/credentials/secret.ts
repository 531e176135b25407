import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type Credential, parseCredential } from '#shared/credentials/credential';
import { Failure } from '#shared/failures/failure';
import { decodeUtf8 } from '#shared/json/utf8';

/** A version of the secret: the current one or the previous one. */
export type SecretStage = 'AWSCURRENT' | 'AWSPREVIOUS';

/** Reads a version of the secret, text or binary. Returns `undefined` if there is no previous version. */
export type ReadSecret = (stage: SecretStage) => Promise<Credential | undefined>;

/** The timeouts of one read, in milliseconds, and the number of attempts. */
const patience = {
  connectionTimeout: 1_000,
  requestTimeout: 2_000,
  // Without this, the SDK only warns.
  throwOnRequestTimeout: true,
  maxAttempts: 2,
} as const;

/** The next read is minutes away. Until then Lambda may freeze the process, and a kept connection may die unnoticed. */
const agent = { keepAlive: false } as const;

/** The errors of Secrets Manager that a retry does not fix, each with what an operator must do. */
const refusals: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'Create the secret that CHAT_SECRET_ID names, in the region of this function.',
  AccessDeniedException: "Allow this function's role to use secretsmanager:GetSecretValue on the secret.",
  DecryptionFailure: "Allow this function's role to use kms:Decrypt on the key of the secret.",
  InvalidRequestException: 'Check whether the secret is scheduled for deletion.',
  InvalidParameterException: 'Check the value of CHAT_SECRET_ID.',
  ValidationException: 'Check the value of CHAT_SECRET_ID.',
};

/** Keeps only the name of an SDK error. Its message may quote the answer and so the secret. */
const failureOf = (error: unknown): Failure => {
  const name = error instanceof Error ? error.name : 'unknown';
  const action = refusals[name];
  return action === undefined
    ? new Failure('CredentialsUnavailable', `Secrets Manager did not return the secret (${name}).`)
    : new Failure('Misconfigured', `Secrets Manager rejected the read of the secret (${name}).`, { action });
};

/**
 * Creates the reader of the secret with the credential. It caches nothing; `createCredentials` does.
 *
 * The reader throws a `Failure`: `Misconfigured` if the secret does not exist, may not be read or is not valid;
 * `CredentialsUnavailable` if Secrets Manager cannot be reached.
 *
 * @param secretId the name or ARN of the secret
 */
export const createSecretReader = (secretId: string | undefined): ReadSecret => {
  const { maxAttempts, ...timeouts } = patience;
  const requestHandler = { ...timeouts, httpAgent: agent, httpsAgent: agent };
  const client = new SecretsManagerClient({ maxAttempts, requestHandler });
  return async (stage) => {
    if (!secretId) {
      throw new Failure('Misconfigured', 'CHAT_SECRET_ID is not set.', {
        action: 'Set CHAT_SECRET_ID to the name or ARN of the secret.',
      });
    }
    try {
      const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage });
      const { SecretString, SecretBinary = new Uint8Array() } = await client.send(command);
      return parseCredential(SecretString ?? decodeUtf8(SecretBinary) ?? '');
    } catch (error) {
      if (error instanceof Failure) throw error;
      // A secret that has never changed has no previous version.
      if (stage === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException) return undefined;
      throw failureOf(error);
    }
  };
};
