import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import { asFailure, type Failure } from '#shared/failures/failure';

/** A version of the secret, cached. */
export interface SecretVersion {
  /**
   * Returns this version, re-reading it first when the cached copy is older than `maxAge` milliseconds. Concurrent callers
   * share one read.
   *
   * @throws what the read throws, if nothing is cached
   */
  get(maxAge: number): Promise<Credential | undefined>;
  /** Makes the next caller re-read it. */
  expire(): void;
}

/**
 * What a read comes to: `read`; `stale` if the secret cannot be reached and the cached value stays in use; `unusable` if
 * it can, but holds no credential, and the cached value stays in use.
 */
export type ReadEvent = 'read' | 'stale' | 'unusable';

/** What a version is read with. */
export interface SecretVersionOptions {
  readonly read: () => Promise<Credential | undefined>;
  /** Whether a version that cannot be read counts as absent. */
  readonly mayBeAbsent: boolean;
  readonly clock: Clock;
  readonly onEvent?: ((event: ReadEvent, failure?: Failure) => void) | undefined;
}

/** Makes the cache of one version of the secret. */
export const createSecretVersion = ({ read, mayBeAbsent, clock, onEvent }: SecretVersionOptions): SecretVersion => {
  let value: Credential | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    try {
      value = await read();
      onEvent?.('read');
    } catch (error) {
      // Keep serving the cached value; fail only if there is none.
      if (!value && !mayBeAbsent) throw error;
      const failure = asFailure(error);
      onEvent?.(failure.kind === 'Misconfigured' && !mayBeAbsent ? 'unusable' : 'stale', failure);
    } finally {
      reading = undefined;
    }
    readAt = clock.now();
  };

  return {
    get: async (maxAge) => {
      // The clock may have been set back.
      if (Math.abs(clock.now() - readAt) >= maxAge) {
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
