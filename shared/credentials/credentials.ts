import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import type { ReadSecret, SecretStage } from '#shared/credentials/secret';
import { createSecretVersion } from '#shared/credentials/secret-version';
import { Failure } from '#shared/failures/failure';

/** How long things are trusted, in milliseconds. */
const patience = {
  /** A secret that was read is used for this long before it is read again. */
  lifetime: 5 * 60_000,
  /** While something is wrong, the secret is not read more often than this. */
  lookAgain: 5_000,
  /** Chat locks an application out that signs wrongly again and again (70050): a refused credential rests this long. */
  hold: 60_000,
  /** Calls wait at most this long for the one that tries a credential that Chat never took. */
  trial: 1_000,
} as const;

/** What happens to the credential that is worth a metric. */
export type CredentialEvent = 'refused' | 'stale' | 'read';

/** What the credential is read with. */
export interface CredentialsOptions {
  readonly readSecret: ReadSecret;
  readonly clock: Clock;
  readonly onEvent?: (event: CredentialEvent) => void;
}

/** The credential, wherever the secret and Chat are in a rotation. */
export interface Credentials {
  /** Reads the secret ahead of the first call. */
  prefetch(): void;
  /**
   * Runs an attempt with the credential. When Chat refuses it, the attempt runs again with what is new: a changed
   * AWSCURRENT, else AWSPREVIOUS. A credential that Chat never took is tried by one attempt at a time.
   *
   * @throws {Failure} what the attempt throws, `CredentialsUnavailable` or `Misconfigured`
   */
  use<Result>(attempt: (credential: Credential) => Promise<Result>): Promise<Result>;
  /** Why a credential is not to be used now. An attempt that has waited asks before it calls Chat, and throws it. */
  refusalOf(credential: Credential): Failure | undefined;
}

/** Makes the keeper of the credential: reads the secret, remembers it, and finds the right version in a rotation. */
export const createCredentials = ({ readSecret, clock, onEvent }: CredentialsOptions): Credentials => {
  const known = new Map<string, Credential>();
  const accepted = new Set<Credential>();
  const refusals = new Map<Credential, { readonly at: number; readonly failure: Failure }>();
  let active: Credential | undefined;
  let lockout: { readonly until: number; readonly failure: Failure } | undefined;
  let trial: Promise<void> | undefined;

  /** Makes equal credentials one object, so that they can be compared, and a signature be kept by it. */
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
  let lastCurrent: Credential | undefined;

  const isResting = (credential: Credential | undefined): boolean => {
    const refusal = credential && refusals.get(credential);
    return refusal !== undefined && clock.now() < refusal.at + patience.hold;
  };

  const refusalOf = (credential: Credential): Failure | undefined =>
    isResting(credential) ? refusals.get(credential)?.failure : undefined;

  /** Takes a changed secret into use, unless Chat has just refused it. */
  const followSecret = (read: Credential | undefined): void => {
    if (read === lastCurrent) return;
    lastCurrent = read;
    if (!isResting(read)) active = read;
  };

  /** Finds what to sign with: a changed secret, else what is in use, else the current secret, else the one before. */
  const choose = async (): Promise<Credential> => {
    if (lockout && clock.now() < lockout.until) throw lockout.failure;
    const read = await current.get(active ? patience.lifetime : patience.lookAgain);
    followSecret(read);
    if (active) return active;
    const candidates = [read, isResting(read) ? await previous.get(patience.lookAgain) : undefined];
    active ??= candidates.find((candidate) => candidate && !isResting(candidate));
    if (active) return active;
    throw (read && refusals.get(read)?.failure) ?? new Failure('CredentialsUnavailable', 'The secret has no value.');
  };

  const refuse = (credential: Credential, failure: Failure): void => {
    // Known already: the attempt asked, and left Chat alone.
    if (failure === refusalOf(credential)) return;
    onEvent?.('refused');
    // It worked until now, so Chat has changed: what was refused before may be right today, and the secret be newer.
    if (accepted.delete(credential)) {
      refusals.clear();
      current.expire();
    }
    refusals.set(credential, { at: clock.now(), failure });
    if (active === credential) active = undefined;
    if (failure.recovery === 'hold') lockout = { until: clock.now() + patience.hold, failure };
  };

  /** Runs one attempt and notes what Chat thinks of the credential; `undefined` when it refuses it. */
  const attemptWith = async <Result>(
    credential: Credential,
    attempt: (credential: Credential) => Promise<Result>,
  ): Promise<{ result: Result } | undefined> => {
    try {
      const result = await attempt(credential);
      accepted.add(credential);
      return { result };
    } catch (error) {
      if (!(error instanceof Failure) || error.errorCode === undefined) throw error;
      const { recovery = '' } = error;
      if (!['renew-credential', 'suspect-credential', 'hold'].includes(recovery)) {
        accepted.add(credential);
        throw error;
      }
      // What worked until now is on trial first: one caller's odd user id is no reason to lay the key aside for all.
      if (recovery === 'suspect-credential' && accepted.delete(credential)) throw error;
      refuse(credential, error);
      return undefined;
    }
  };

  const use = async <Result>(attempt: (credential: Credential) => Promise<Result>): Promise<Result> => {
    const impatient = clock.now() + patience.trial;
    const mustWait = () => trial && clock.now() < impatient;
    for (;;) {
      while (mustWait()) await Promise.race([trial, clock.wait(impatient - clock.now())]);
      const credential = await choose();
      if (mustWait()) continue;
      const running = attemptWith(credential, attempt);
      if (!trial && !accepted.has(credential)) {
        const end = () => {
          trial = undefined;
        };
        trial = running.then(end, end);
      }
      const outcome = await running;
      if (outcome) return outcome.result;
    }
  };

  return {
    prefetch: () => {
      // A failed read is not kept: the first call reads again.
      current.get(patience.lifetime).catch(() => undefined);
    },
    use,
    refusalOf,
  };
};
