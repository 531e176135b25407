import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '#shared/clock';
import type { Api } from '#shared/define-api';
import { asFailure } from '#shared/failures/failure';
import { type Finding, wrong } from '#test/live/finding';
import type { Fields, LiveChat } from '#test/live/live-chat';

/** The accounts and words that a person has set aside for the check. */
export interface TestData {
  /** Whose list of conversations is read and changed. */
  readonly user: string;
  /** A second user, who has a conversation with the first. */
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
   * Registers how a change is put back. A check does so before the call that makes the change, since that call may be
   * carried out although its answer is lost. The steps run last to first when the check ends, however it ends. One may
   * fail because there is nothing to put back: what counts is that `watch` finds everything as it was.
   *
   * @param task what a person has to do when something is left, as an order
   */
  undo(task: string, step: (chat: LiveChat) => Promise<void>): void;
}

/** One thing to check. */
export interface Check {
  readonly subject: string;
  /**
   * Describes what the check may change, one thing a line. It is read before and after, and has to be the same. A check
   * without it only reads: the APIs that write are refused to it.
   */
  readonly watch?: ((session: Pick<Session, 'chat' | 'data'>) => Promise<readonly string[]>) | undefined;
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

/** Milliseconds in which Chat is given time to show a change. */
const settling = 1_000;

/** Looks whether something is so, and once more a little later if it is not. */
export const isSoon = async (look: () => Promise<boolean>): Promise<boolean> => {
  if (await look()) return true;
  await systemClock.wait(settling);
  return look();
};

const without = (lines: readonly string[], others: readonly string[]): string =>
  lines.filter((line) => !others.includes(line)).join(', ') || 'nothing';

interface Restoration {
  readonly before: readonly string[];
  readonly undos: readonly Undo[];
}

/** Puts back what a check changed, and reports what is left. */
const restore = async (
  check: Check,
  { before, undos }: Restoration,
  { chat, data, report }: CheckRun,
): Promise<void> => {
  const { subject, watch } = check;
  // A step that fails may have had nothing to put back.
  for (const { step } of undos.toReversed()) await step(chat).catch(() => undefined);
  const fix = undos.length === 0 ? undefined : `Do by hand: ${undos.map(({ task }) => task).join('; ')}.`;
  try {
    let after = before;
    const isRestored = await isSoon(async () => {
      after = (await watch?.({ chat, data })) ?? before;
      return isDeepStrictEqual(after, before);
    });
    if (isRestored) return;
    const detail = `It is not as it was found. Gone: ${without(before, after)}. New: ${without(after, before)}.`;
    report({ state: 'wrong', subject, detail, fix });
  } catch (error) {
    const { detail } = wrong(subject, asFailure(error));
    report({ state: 'wrong', subject, detail: `Whether it is as it was found cannot be seen. ${detail}`, fix });
  }
};

/** Runs a check, puts back what it changed, and looks whether everything is as it was found. */
export const runCheck = async (check: Check, run: CheckRun, state: Finding['state'] = 'works'): Promise<void> => {
  const { chat, data, signal, report } = run;
  const { subject, watch } = check;
  const undos: Undo[] = [];
  let before: readonly string[] | undefined;
  try {
    const undo: Session['undo'] = (task, step) => undos.push({ task, step });
    const session = { data, undo, chat: guard(chat, { signal, mayWrite: watch !== undefined }) };
    before = await watch?.(session);
    report({ state, subject, detail: await check.run(session) });
  } catch (error) {
    if (!signal.aborted) report(findingOf(subject, error));
  }
  if (before) await restore(check, { before, undos }, run);
};
