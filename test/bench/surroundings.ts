import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '#test/emulator/start-emulator';
import { type SecretsManager, startSecretsManager } from '#test/local/secrets-manager';
import { seededCredential } from '#test/served-api';
import { createSelfSigned } from '#test/tls/self-signed';
import { startTlsFront } from '#test/tls/start-tls-front';

/** The Chat and the Secrets Manager that the measured functions talk to, and the variables that lead there. */
export interface Surroundings {
  readonly emulator: Emulator;
  readonly secretsManager: SecretsManager;
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const secretId = 'chat-functions/bench';

/**
 * Starts them in this process, which does nothing else while a function is measured in its own.
 *
 * @param callsPerSecond Chat's rates by path; the documented ones where they are left out
 */
export const startSurroundings = async (callsPerSecond: Readonly<Record<string, number>>): Promise<Surroundings> => {
  const emulator = await startEmulator({ limits: { callsPerSecond, calls: 10_000 } });
  const secretsManager = await startSecretsManager({
    port: 0,
    secrets: { [secretId]: JSON.stringify(seededCredential) },
  });
  return {
    emulator,
    secretsManager,
    variables: {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
      CHAT_BASE_URL: emulator.url,
      CHAT_SECRET_ID: secretId,
    },
    close: async () => {
      await Promise.all([emulator.close(), secretsManager.close()]);
    },
  };
};

/**
 * Puts TLS in front of both, since deployed functions know HTTPS only, and answers the variables that lead there.
 *
 * @param folder where the certificate is written
 */
export const encryptSurroundings = async (
  { emulator, secretsManager, variables }: Surroundings,
  folder: string,
): Promise<Pick<Surroundings, 'variables' | 'close'>> => {
  const selfSigned = createSelfSigned();
  const trusted = join(folder, 'certificate.pem');
  await writeFile(trusted, selfSigned.certificate);
  const [chat, secrets] = await Promise.all([
    startTlsFront(emulator.url, selfSigned),
    startTlsFront(secretsManager.url, selfSigned),
  ]);
  return {
    variables: {
      ...variables,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      CHAT_BASE_URL: chat.url,
      NODE_EXTRA_CA_CERTS: trusted,
    },
    close: async () => {
      await Promise.all([chat.close(), secrets.close()]);
    },
  };
};

/** The request that every call makes: it unpins, so Chat's state stays as it is. */
export const requestBody = JSON.stringify({
  From_Account: 'user_0001',
  OperationType: 2,
  RecentContactItem: [{ Type: 1, To_Account: 'user_0002' }],
});
