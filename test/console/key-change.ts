import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isRecord } from '#shared/json/is-record';
import type { ChatControl } from '#test/console/chat-control';
import type { LocalAddresses } from '#test/local/addresses';
import { credentials } from '#test/local/aws-account';

/** Ways to change the app's key, which the page never sees. */
export interface KeyChange {
  /** Changes it at Chat only, so that the secret is outdated. */
  atChat(): Promise<void>;
  /** Changes it at Chat and in the secret, as a rotation does. */
  everywhere(): Promise<void>;
  /** Resets Chat. If the key was changed, Chat and the secret get a new one. */
  reset(): Promise<void>;
}

/** Changes the key at the local Chat and in the local Secrets Manager. */
export const createKeyChange = (
  { secrets: endpoint, secretName, region }: LocalAddresses,
  chat: ChatControl,
): KeyChange => {
  const secrets = new SecretsManagerClient({ endpoint, region, credentials });
  let changes = 0;

  /** Never repeats a key: the functions put a key that Chat has refused aside for a minute. */
  const nextKey = (): string => (0xfa4e + ++changes).toString(16).repeat(16);

  const keep = async (secretKey: string): Promise<void> => {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: secretName }));
    const secret: unknown = JSON.parse(SecretString);
    const changed = JSON.stringify({ ...(isRecord(secret) && secret), secretKey });
    await secrets.send(new PutSecretValueCommand({ SecretId: secretName, SecretString: changed }));
  };

  const everywhere = async (): Promise<void> => {
    const secretKey = nextKey();
    await keep(secretKey);
    await chat.changeKey(secretKey);
  };

  return {
    atChat: () => chat.changeKey(nextKey()),
    everywhere,
    reset: async () => {
      await chat.reset();
      if (changes > 0) await everywhere();
    },
  };
};
