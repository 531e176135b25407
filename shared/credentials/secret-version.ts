import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';

/** A version of the secret, remembered. */
export interface SecretVersion {
  /**
   * The version, read again when what is known of it is older than so many milliseconds. Who asks during a read waits for
   * the same one.
   *
   * @throws what the read throws, when nothing is known that could serve on
   */
  get(maxAge: number): Promise<Credential | undefined>;
  /** Has it read again by whoever asks next. */
  expire(): void;
}

/** What a version is read with. */
export interface SecretVersionOptions {
  readonly read: () => Promise<Credential | undefined>;
  /** Whether a version that cannot be read is taken for one that is not there. */
  readonly mayBeAbsent: boolean;
  readonly clock: Clock;
  readonly onEvent?: ((event: 'read' | 'stale') => void) | undefined;
}

/** Makes the memory of one version of the secret. */
export const createSecretVersion = ({ read, mayBeAbsent, clock, onEvent }: SecretVersionOptions): SecretVersion => {
  let value: Credential | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    try {
      value = await read();
      onEvent?.('read');
    } catch (error) {
      // What is known serves on. What was never read is not made up.
      if (!value && !mayBeAbsent) throw error;
      onEvent?.('stale');
    } finally {
      reading = undefined;
    }
    readAt = clock.now();
  };

  return {
    get: async (maxAge) => {
      if (clock.now() - readAt >= maxAge) {
        reading ??= refresh();
        await reading;
      }
      return value;
    },
    expire: () => {
      readAt = Number.NEGATIVE_INFINITY;
    },
  };
};
