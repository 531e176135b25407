import { setTimeout as wait } from 'node:timers/promises';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Emulator } from '#test/emulator/start-emulator';
import { seededCredential } from '#test/served-api';

/** A rotation of the key: when it began and when Chat and the secret agreed again, in Unix milliseconds. */
export interface Rotation {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Milliseconds between the two steps of a rotation. */
const pause = { secretFirst: 10_000, chatFirst: 3_000 } as const;

/** Where the key is kept: in a secret, and at Chat. */
export interface KeyHolders {
  readonly emulator: Emulator;
  readonly secretsManagerUrl: string;
  readonly secretName: string;
}

/** Makes the two ways to rotate the key, which differ in where the new one is put first. */
export const createKeyRotations = ({ emulator, secretsManagerUrl, secretName }: KeyHolders) => {
  const client = new SecretsManagerClient({
    endpoint: secretsManagerUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const putSecret = async (secretKey: string): Promise<void> => {
    const SecretString = JSON.stringify({ ...seededCredential, secretKey });
    await client.send(new PutSecretValueCommand({ SecretId: secretName, SecretString }));
  };
  return {
    secretFirst: async (secretKey: string): Promise<Rotation> => {
      const start = Date.now();
      await putSecret(secretKey);
      await wait(pause.secretFirst);
      emulator.rotateKey(secretKey);
      return { name: 'secret first', start, end: Date.now() };
    },
    chatFirst: async (secretKey: string): Promise<Rotation> => {
      const start = Date.now();
      emulator.rotateKey(secretKey);
      await wait(pause.chatFirst);
      await putSecret(secretKey);
      return { name: 'Chat first', start, end: Date.now() };
    },
    close: () => client.destroy(),
  };
};
