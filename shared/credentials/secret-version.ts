import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import { asFailure, type Failure } from '#shared/failures/failure';

/** A cached version of the secret. */
export interface SecretVersion {
  /**
   * Returns this version, re-reading it first when the cached copy is older than `maxAge` milliseconds. Concurrent
   * callers share one read.
   *
   * @throws the error of the read, if nothing is cached
   */
  get(maxAge: number): Promise<Credential | undefined>;
  /** Makes the next call re-read the version. */
  expire(): void;
}

/**
 * The result of a read: `read` if it succeeded; `stale` if the secret cannot be read and the cached value stays in use;
 * `unusable` if the secret contains no valid credential and the cached value stays in use.
 */
export type ReadEvent = 'read' | 'stale' | 'unusable';

/** The options of a cached version. */
export interface SecretVersionOptions {
  readonly read: () => Promise<Credential | undefined>;
  /** Whether a version that cannot be read counts as absent. */
  readonly mayBeAbsent: boolean;
  readonly clock: Clock;
  readonly onEvent?: ((event: ReadEvent, failure?: Failure) => void) | undefined;
}

/** Creates the cache of one version of the secret. */
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
