import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type Credential, parseCredential } from '#shared/credentials/credential';
import { Failure } from '#shared/failures/failure';
import { decodeUtf8 } from '#shared/json/utf8';

/** A version of the secret: the one to use, or the one before it. */
export type SecretStage = 'AWSCURRENT' | 'AWSPREVIOUS';

/** Reads a version of the secret, text or binary; `undefined` when there is no previous one. */
export type ReadSecret = (stage: SecretStage) => Promise<Credential | undefined>;

/** How long one read may take, in milliseconds, and how often it is tried. */
const patience = {
  connectionTimeout: 1_000,
  requestTimeout: 2_000,
  // The SDK would only warn.
  throwOnRequestTimeout: true,
  maxAttempts: 2,
} as const;

/** The next read is minutes away: until then Lambda may freeze the function, and a kept connection may die unnoticed. */
const agent = { keepAlive: false } as const;

/** The answers of Secrets Manager that trying again does not change, and what an operator has to do. */
const refusals: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'Create the secret that CHAT_SECRET_ID names, in the region of this function.',
  AccessDeniedException: 'Let the role of this function do secretsmanager:GetSecretValue on the secret.',
  DecryptionFailure: 'Let the role of this function do kms:Decrypt on the key of the secret.',
  InvalidRequestException: 'Look whether the secret is marked for deletion.',
  InvalidParameterException: 'Look at the value of CHAT_SECRET_ID.',
  ValidationException: 'Look at the value of CHAT_SECRET_ID.',
};

/** Keeps the name alone of an error of the SDK: what is beside it may quote the answer, and so the secret. */
const failureOf = (error: unknown): Failure => {
  const name = error instanceof Error ? error.name : 'unknown';
  const action = refusals[name];
  return action === undefined
    ? new Failure('CredentialsUnavailable', `Secrets Manager cannot be reached (${name}).`)
    : new Failure('Misconfigured', `Secrets Manager refuses the secret (${name}).`, { action });
};

/**
 * Makes the reader of the secret that holds the credential. It caches nothing: see `createCredentials`.
 *
 * The reader throws a `Failure`: `Misconfigured` when there is no such secret or it does not fit,
 * `CredentialsUnavailable` when Secrets Manager cannot be reached.
 *
 * @param secretId name or ARN
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
      // A secret that never changed has no previous version.
      if (stage === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException) return undefined;
      throw failureOf(error);
    }
  };
};
