import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '#test/emulator/start-emulator';
import { startSecretsManager } from '#test/local/secrets-manager';
import { seededCredential } from '#test/served-api';
import { createSelfSigned } from '#test/tls/self-signed';
import { startTlsFront } from '#test/tls/start-tls-front';

/** The Chat and the Secrets Manager that the measured functions talk to, and the variables that lead there. */
export interface Surroundings {
  readonly emulator: Emulator;
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The options of the surroundings. */
export interface SurroundingsOptions {
  /** Chat's rates by path; the documented ones where they are left out. */
  readonly callsPerSecond?: Readonly<Record<string, number>>;
  /** The folder for the certificate, if both are to be spoken to over TLS, as on AWS. */
  readonly certificateFolder?: string;
}

const secretId = 'chat-functions/bench';

/** Milliseconds that Secrets Manager takes, as a service that is a network away. */
const delay = 15;

/** Adds TLS to both. */
const encrypt = async (chatUrl: string, secretsUrl: string, folder: string) => {
  const selfSigned = createSelfSigned();
  const certificate = join(folder, 'certificate.pem');
  await writeFile(certificate, selfSigned.certificate);
  const [chat, secrets] = await Promise.all([
    startTlsFront(chatUrl, selfSigned),
    startTlsFront(secretsUrl, selfSigned),
  ]);
  return { chat, secrets, variables: { NODE_EXTRA_CA_CERTS: certificate } };
};

/** Starts them in this process, which does nothing else while a function is measured in its own. */
export const startSurroundings = async (options: SurroundingsOptions = {}): Promise<Surroundings> => {
  const { callsPerSecond = {}, certificateFolder } = options;
  const emulator = await startEmulator({ limits: { callsPerSecond, calls: 10_000 } });
  const secrets = { [secretId]: JSON.stringify(seededCredential) };
  const secretsManager = await startSecretsManager({ port: 0, secrets, delay });
  const fronts =
    certificateFolder === undefined ? undefined : await encrypt(emulator.url, secretsManager.url, certificateFolder);
  return {
    emulator,
    variables: {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: (fronts ? fronts.secrets : secretsManager).url,
      CHAT_BASE_URL: (fronts ? fronts.chat : emulator).url,
      CHAT_SECRET_ID: secretId,
      ...fronts?.variables,
    },
    close: async () => {
      await Promise.all(
        [emulator, secretsManager, ...(fronts ? [fronts.chat, fronts.secrets] : [])].map((part) => part.close()),
      );
    },
  };
};

/** The request that every call makes: it unpins, so Chat's state stays as it is. */
export const requestBody = JSON.stringify({
  From_Account: 'user_0001',
  OperationType: 2,
  RecentContactItem: [{ Type: 1, To_Account: 'user_0002' }],
});
