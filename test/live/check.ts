import type { Api } from '#shared/define-api';
import { asFailure, Failure } from '#shared/failures/failure';
import { type Finding, wrong } from '#test/live/finding';
import type { Fields, LiveChat } from '#test/live/live-chat';

/** The accounts and words that a person has set aside for the check. */
export interface TestData {
  /** Whose list of conversations is read and changed. */
  readonly user: string;
  /** A user with whom that one has a conversation. */
  readonly peer: string;
  /** A group that the user is in. */
  readonly group?: string | undefined;
  readonly keyword: string;
}

/** What a check works with. */
export interface Session {
  readonly chat: LiveChat;
  readonly data: TestData;
  /**
   * Registers how a change is put back. A check does so before the call that makes the change, since that call may be carried
   * out although its answer is lost. The steps run last to first when the check ends, however it ends.
   *
   * @param task what a person has to do when the step fails, as an order
   */
  undo(task: string, step: (chat: LiveChat) => Promise<void>): void;
}

/** One thing to check. */
export interface Check {
  readonly subject: string;
  /**
   * Describes what the check may change. It is read before and after, and has to be the same. A check without it only reads:
   * the APIs that write are refused to it.
   */
  readonly watch?: ((session: Session) => Promise<string>) | undefined;
  /**
   * Returns what was found, as sentences.
   *
   * @throws {Skipped} when it cannot be tried with these test users
   * @throws {Failure} when it does not work
   */
  run(session: Session): Promise<string>;
}

/** Says why a check cannot be tried. */
export class Skipped extends Error {}

/** How checks are run. */
export interface CheckRun {
  readonly chat: LiveChat;
  readonly data: TestData;
  /** Ends the check before its next call. What was changed is put back. */
  readonly signal: AbortSignal;
  report(finding: Finding): void;
}

interface Undo {
  readonly task: string;
  step(chat: LiveChat): Promise<void>;
}

/** A Chat that takes no call after an interruption, and none that writes where a check only reads. */
const guard = (chat: LiveChat, { signal, mayWrite }: { signal: AbortSignal; mayWrite: boolean }): LiveChat => ({
  ...chat,
  call: async (api: Api, request: Fields) => {
    signal.throwIfAborted();
    if (!mayWrite && api.effect !== 'reads') throw new Error(`A check that only reads called ${api.name}.`);
    return chat.call(api, request);
  },
});

const findingOf = (subject: string, error: unknown): Finding => {
  if (error instanceof Skipped) return { state: 'skipped', subject, detail: error.message };
  const failure = asFailure(error);
  // Chat was not asked, since the region does not offer the API.
  if (failure.kind === 'NotEnabled' && failure.errorCode === undefined)
    return { state: 'skipped', subject, detail: failure.message };
  return wrong(subject, failure);
};

const putBack = async (undos: readonly Undo[], { subject }: Check, { chat, report }: CheckRun): Promise<void> => {
  for (const { task, step } of undos.toReversed()) {
    try {
      await step(chat);
    } catch (error) {
      report({ ...wrong(`${subject}, putting back`, asFailure(error)), fix: `Do it by hand: ${task}.` });
    }
  }
};

/** Runs a check, puts back what it changed, and looks whether everything is as it was found. */
export const runCheck = async (check: Check, run: CheckRun, state: Finding['state'] = 'works'): Promise<void> => {
  const { chat, data, signal, report } = run;
  const { subject, watch } = check;
  const undos: Undo[] = [];
  const undo: Session['undo'] = (task, step) => undos.push({ task, step });
  let before: string | undefined;
  try {
    const session = { data, undo, chat: guard(chat, { signal, mayWrite: watch !== undefined }) };
    before = await watch?.(session);
    report({ state, subject, detail: await check.run(session) });
  } catch (error) {
    if (!signal.aborted) report(findingOf(subject, error));
  }
  if (before === undefined) return;
  await putBack(undos, check, run);
  try {
    const after = await watch?.({ chat, data, undo });
    if (after !== before) throw new Failure('UpstreamFailed', `Found: ${before}. Left: ${after}.`);
  } catch (error) {
    report({ ...wrong(`${subject}, afterwards`, asFailure(error)), fix: 'Compare it by hand.' });
  }
};
