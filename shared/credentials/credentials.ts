import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import type { ReadSecret, SecretStage } from '#shared/credentials/secret';
import { createSecretVersion, type ReadEvent } from '#shared/credentials/secret-version';
import { Failure } from '#shared/failures/failure';

/** In milliseconds. */
const patience = {
  /** The secret is cached for this long. */
  lifetime: 5 * 60_000,
  /** The shortest interval between two reads while Chat rejects the credential. */
  lookAgain: 5_000,
  /**
   * A rejected credential is not used for this long, since Chat locks an account after too many invalid signatures
   * (70050).
   */
  hold: 60_000,
  /** The longest time that `warm` takes. */
  warm: 2_000,
} as const;

/** An event for the metrics: Chat rejected the credential (`refused`), or the result of a read of the secret. */
export type CredentialEvent = 'refused' | ReadEvent;

/** The options of the credentials. */
export interface CredentialsOptions {
  readonly readSecret: ReadSecret;
  readonly clock: Clock;
  /** Receives each event, with the failure that caused it. */
  readonly onEvent?: (event: CredentialEvent, failure?: Failure) => void;
}

/** Calls Chat with a credential. */
type Attempt<Result> = (credential: Credential) => Promise<Result>;

/** Provides the credential, also during a rotation. */
export interface Credentials {
  /** Reads the secret before the first call. Takes at most two seconds and never fails. */
  warm(): Promise<Credential | undefined>;
  /**
   * Runs an attempt with the credential. If Chat rejects it, the attempt runs again with another one: a changed
   * AWSCURRENT, else AWSPREVIOUS. If the rejection may be about a user id in the request, it suspends a credential only
   * after another one has succeeded.
   *
   * @throws {Failure} the failure of the attempt, `CredentialsUnavailable` or `Misconfigured`
   */
  use<Result>(attempt: Attempt<Result>): Promise<Result>;
  /** Why a credential must not be used now. An attempt that had to wait checks this before it calls Chat. */
  refusalOf(credential: Credential): Failure | undefined;
}

const refusing: readonly unknown[] = ['renew-credential', 'suspect-credential', 'hold'];

const isRefusal = (error: unknown): error is Failure => error instanceof Failure && refusing.includes(error.recovery);

/** Chat's rejection of a credential, and its time in Unix milliseconds. */
interface Refusal {
  readonly failure: Failure;
  readonly at: number;
}

/** Creates the credentials: reads the secret, caches it, and finds the right version during a rotation. */
export const createCredentials = ({ readSecret, clock, onEvent }: CredentialsOptions): Credentials => {
  const known = new Map<string, Credential>();
  /** The credentials that Chat rejected. After a minute, one may be tried again if there is no other. */
  const refusals = new Map<Credential, Refusal>();
  let lockout: Refusal | undefined;
  /** The credential of the last successful call. */
  let proven: Credential | undefined;

  /** Returns one object for equal credentials, so that `===` compares them and the cached signature is reused. */
  const intern = (credential: Credential): Credential => {
    const key = JSON.stringify(credential);
    const same = known.get(key) ?? credential;
    known.set(key, same);
    return same;
  };

  const createVersion = (stage: SecretStage) =>
    createSecretVersion({
      read: async () => {
        const credential = await readSecret(stage);
        return credential && intern(credential);
      },
      mayBeAbsent: stage === 'AWSPREVIOUS',
      clock,
      onEvent,
    });
  const current = createVersion('AWSCURRENT');
  const previous = createVersion('AWSPREVIOUS');

  /** Returns the failure of a recent rejection. The clock may have been set back. */
  const holds = (refusal: Refusal | undefined): Failure | undefined =>
    refusal && Math.abs(clock.now() - refusal.at) < patience.hold ? refusal.failure : undefined;

  const refusalOf = (credential: Credential): Failure | undefined => holds(refusals.get(credential));

  /** An older credential may belong to another application, which must not get this one's calls. */
  const isUsable = (credential: Credential | undefined, read: Credential | undefined): credential is Credential =>
    credential !== undefined && credential.sdkAppId === read?.sdkAppId && !refusalOf(credential);

  /** Re-reads the current and then the previous version of the secret for a credential other than the given one. */
  const findAnother = async (than: Credential | undefined): Promise<Credential | undefined> => {
    const read = await current.get(patience.lookAgain);
    if (read !== than && isUsable(read, read)) return read;
    const before = await previous.get(patience.lookAgain);
    return before !== than && isUsable(before, read) ? before : undefined;
  };

  /** Chooses the current credential, or the last successful one if Chat rejected the current one. */
  const choose = async (): Promise<Credential> => {
    const locked = holds(lockout);
    if (locked) throw locked;
    const read = await current.get(patience.lifetime);
    const refusal = read && refusalOf(read);
    const candidates = read && refusals.has(read) ? [proven, read] : [read, proven];
    const found = candidates.find((credential) => isUsable(credential, read)) ?? (await findAnother(read));
    if (found) return found;
    throw refusal ?? new Failure('CredentialsUnavailable', 'The secret has no value.');
  };

  const refuse = (credential: Credential, failure: Failure): void => {
    // Already known: the attempt checked before it called Chat.
    if (failure === refusalOf(credential)) return;
    onEvent?.('refused', failure);
    // It worked until now, so the key changed at Chat: a credential rejected earlier may be valid now, and the secret
    // newer.
    if (credential === proven) {
      proven = undefined;
      refusals.clear();
      current.expire();
    }
    const refusal = { failure, at: clock.now() };
    refusals.set(credential, refusal);
    if (failure.recovery === 'hold') lockout = refusal;
  };

  const run = async <Result>(credential: Credential, attempt: Attempt<Result>): Promise<Result> => {
    const result = await attempt(credential);
    proven = credential;
    return result;
  };

  /** Runs an attempt once more with another credential, if there is one. The failure may also be about a user id. */
  const runWithAnother = async <Result>(suspect: Credential, attempt: Attempt<Result>, suspicion: Failure) => {
    const another = await findAnother(suspect);
    if (!another) throw suspicion;
    try {
      const result = await run(another, attempt);
      refuse(suspect, suspicion);
      return result;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error.recovery !== 'suspect-credential') refuse(another, error);
      throw suspicion;
    }
  };

  return {
    warm: async () => {
      // A failed read is not cached, so the first call reads again.
      const read = current.get(patience.lifetime).catch(() => undefined);
      return Promise.race([read, clock.wait(patience.warm).then(() => undefined)]);
    },
    use: async (attempt) => {
      // Each iteration suspends a credential, until `choose` finds none and throws.
      for (;;) {
        const credential = await choose();
        try {
          return await run(credential, attempt);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          if (error.recovery === 'suspect-credential') return runWithAnother(credential, attempt, error);
          refuse(credential, error);
        }
      }
    },
    refusalOf,
  };
};
