import { type Emulator, startEmulator } from '#test/emulator/start-emulator';
import { type SecretsManager, startSecretsManager } from '#test/local/secrets-manager';
import { seededCredential } from '#test/served-api';

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
  const emulator = await startEmulator({ limits: { callsPerSecond } });
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

/** The request that every call makes: it unpins, so Chat's state stays as it is. */
export const requestBody = JSON.stringify({
  From_Account: 'user_0001',
  OperationType: 2,
  RecentContactItem: [{ Type: 1, To_Account: 'user_0002' }],
});
