import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import type { ReadSecret, SecretStage } from '#shared/credentials/secret';
import { createSecretVersion, type ReadEvent } from '#shared/credentials/secret-version';
import { Failure } from '#shared/failures/failure';

/** How long things are trusted, in milliseconds. */
const patience = {
  /** A secret is used for this long before it is read again. */
  lifetime: 5 * 60_000,
  /** While something is wrong, the secret is read at most this often. */
  lookAgain: 5_000,
  /** Chat locks out an application that signs wrongly again and again (70050): a refused credential rests this long. */
  hold: 60_000,
  /** The longest time that `warm` takes. */
  warm: 2_000,
} as const;

/** What happens to the credential that is worth a metric: Chat refused it, or what a read of the secret came to. */
export type CredentialEvent = 'refused' | ReadEvent;

/** What the credential is read with. */
export interface CredentialsOptions {
  readonly readSecret: ReadSecret;
  readonly clock: Clock;
  /** Hears of each event, with the failure that it is about. */
  readonly onEvent?: (event: CredentialEvent, failure?: Failure) => void;
}

/** Asks Chat with a credential. */
type Attempt<Result> = (credential: Credential) => Promise<Result>;

/** The credential, wherever the secret and Chat are in a rotation. */
export interface Credentials {
  /** Reads the secret ahead of the first call. Takes at most two seconds and never fails. */
  warm(): Promise<Credential | undefined>;
  /**
   * Runs an attempt with the credential. If Chat refuses it, the attempt runs again with what is new: a changed
   * AWSCURRENT, else AWSPREVIOUS. A refusal that may be about a user id in the request puts no credential aside.
   *
   * @throws {Failure} what the attempt throws, `CredentialsUnavailable` or `Misconfigured`
   */
  use<Result>(attempt: Attempt<Result>): Promise<Result>;
  /** Why a credential is not to be used now. An attempt that has waited asks before it calls Chat, and throws it. */
  refusalOf(credential: Credential): Failure | undefined;
}

const refusing: readonly unknown[] = ['renew-credential', 'suspect-credential', 'hold'];

const isRefusal = (error: unknown): error is Failure => error instanceof Failure && refusing.includes(error.recovery);

/** Chat's refusal of a credential, and when it came, in Unix milliseconds. */
interface Refusal {
  readonly failure: Failure;
  readonly at: number;
}

/** Makes the keeper of the credential: reads the secret, caches it, and finds the right version in a rotation. */
export const createCredentials = ({ readSecret, clock, onEvent }: CredentialsOptions): Credentials => {
  const known = new Map<string, Credential>();
  /** What Chat has refused. After its minute a credential may be tried again, if nothing else serves. */
  const refusals = new Map<Credential, Refusal>();
  let lockout: Refusal | undefined;
  /** The credential with which Chat last served a call. */
  let proven: Credential | undefined;

  /** Makes equal credentials one object, so that they can be compared and a signature be kept by it. */
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

  /** The clock may have been set back. */
  const holds = (refusal: Refusal | undefined): Failure | undefined =>
    refusal && Math.abs(clock.now() - refusal.at) < patience.hold ? refusal.failure : undefined;

  const refusalOf = (credential: Credential): Failure | undefined => holds(refusals.get(credential));

  /** An older credential may be one of another application, which must get no call of this one. */
  const isUsable = (credential: Credential | undefined, read: Credential | undefined): credential is Credential =>
    credential !== undefined && credential.sdkAppId === read?.sdkAppId && !refusalOf(credential);

  /** Reads the secret again, the current version and then the one before, for another credential than the one given. */
  const findAnother = async (than: Credential | undefined): Promise<Credential | undefined> => {
    const read = await current.get(patience.lookAgain);
    if (read !== than && isUsable(read, read)) return read;
    const before = await previous.get(patience.lookAgain);
    return before !== than && isUsable(before, read) ? before : undefined;
  };

  /** Finds what to sign with: the current secret, or what has served until now if Chat did not take the current one. */
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
    // Known already: the attempt asked, and left Chat alone.
    if (failure === refusalOf(credential)) return;
    onEvent?.('refused', failure);
    // It worked until now, so Chat has changed: what was refused before may be right today, and the secret be newer.
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

  /** Runs an attempt once more with another credential, if there is one: the suspicion may also be about a user id. */
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
      // A failed read is not kept: the first call reads again.
      const read = current.get(patience.lifetime).catch(() => undefined);
      return Promise.race([read, clock.wait(patience.warm).then(() => undefined)]);
    },
    use: async (attempt) => {
      // Each turn puts a credential aside, until `choose` finds none and throws.
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
