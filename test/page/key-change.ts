import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isRecord } from '#shared/json/is-record';

/** Where the app's key is kept: at Chat, and in the secret that the functions read. */
export interface KeyChangeOptions {
  readonly emulatorUrl: string;
  readonly secretsUrl: string;
  readonly secretName: string;
}

/** Ways to change the app's key. No key leaves this machine's own servers. */
export interface KeyChange {
  /** Only at Chat, as somebody may do in its console: the secret is wrong from then on. */
  atChat(): Promise<void>;
  /** At Chat and in the secret, as it should be done. */
  everywhere(): Promise<void>;
  /** Takes Chat back to its start. A key that has been changed is not the first one again, but the secret has it. */
  reset(): Promise<void>;
}

/** Changes keys for the page. */
export const createKeyChange = ({ emulatorUrl, secretsUrl, secretName }: KeyChangeOptions): KeyChange => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const secrets = new SecretsManagerClient({ endpoint: secretsUrl, region: 'us-east-1', credentials });
  let changes = 0;

  /** Another one each time: the functions do not try a key again for a minute that Chat has refused. */
  const nextKey = (): string => (0xfa4e + ++changes).toString(16).repeat(16);

  const control = async (name: string, body?: object): Promise<void> => {
    await fetch(`${emulatorUrl}/_emulator/${name}`, { method: 'POST', body: JSON.stringify(body) ?? '' });
  };

  const keep = async (secretKey: string): Promise<void> => {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: secretName }));
    const secret: unknown = JSON.parse(SecretString);
    const changed = JSON.stringify({ ...(isRecord(secret) && secret), secretKey });
    await secrets.send(new PutSecretValueCommand({ SecretId: secretName, SecretString: changed }));
  };

  const changeEverywhere = async (): Promise<void> => {
    const secretKey = nextKey();
    await keep(secretKey);
    await control('key', { secretKey });
  };

  return {
    atChat: () => control('key', { secretKey: nextKey() }),
    everywhere: changeEverywhere,
    reset: async () => {
      await control('reset');
      if (changes > 0) await changeEverywhere();
    },
  };
};
