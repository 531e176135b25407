import { readFile, realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Credential, parseCredential } from '#shared/credentials/credential';
import { createSecretReader } from '#shared/credentials/secret';
import { Failure } from '#shared/failures/failure';

/** Where the secret is: a file outside the repository, or a secret of AWS Secrets Manager by its name or ARN. */
export interface SecretSource {
  readonly file?: string | undefined;
  readonly secretId?: string | undefined;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

const readSecretFile = async (file: string): Promise<Credential> => {
  const path = await realpath(file).catch(() => {
    throw new Failure('Misconfigured', 'There is no such file.', { action: 'Look at --secret-file.' });
  });
  if (!relative(root, path).startsWith(`..${sep}`)) {
    throw new Failure('Misconfigured', 'The file is inside the repository.', {
      action: 'Move it elsewhere, so that it is never committed.',
    });
  }
  return parseCredential(await readFile(path, 'utf8'));
};

/**
 * Reads the credential that the live check signs with.
 *
 * @throws {Failure} with what is wrong, and what to do as its `action`; never a value of the secret
 */
export const readLiveSecret = async ({ file, secretId }: SecretSource): Promise<Credential> => {
  if (file !== undefined) return readSecretFile(file);
  const credential = await createSecretReader(secretId)('AWSCURRENT').catch((error: unknown) => {
    if (!(error instanceof Failure) || error.kind !== 'CredentialsUnavailable') throw error;
    const action = 'Set AWS_REGION and credentials as for the AWS CLI, or name a file with --secret-file.';
    throw new Failure(error.kind, error.message, { action });
  });
  if (!credential) throw new Failure('Misconfigured', 'The secret has no value.', { action: 'Put a value into it.' });
  return credential;
};
