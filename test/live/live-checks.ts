import { asFailure } from '#shared/failures/failure';
import { checkClock, checkSignIn } from '#test/live/account-checks';
import { runCheck, type TestData } from '#test/live/check';
import { type Finding, wrong } from '#test/live/finding';
import { type BaseUrlOf, createLiveChat } from '#test/live/live-chat';
import { readLiveSecret, type SecretSource } from '#test/live/live-secret';
import { openQuestions, probeCheck } from '#test/live/open-questions';
import { readChecks } from '#test/live/read-checks';
import { writeChecks } from '#test/live/write-checks';
import { loadApis } from '#test/load-apis';

/** The options of the check. */
export interface LiveCheckOptions {
  readonly secret: SecretSource;
  readonly data: TestData;
  /** Whether to try what writes too. */
  readonly write: boolean;
  /** Whether to ask what the documentation leaves open. */
  readonly askOpenQuestions: boolean;
  /** Ends the check before its next call. What was changed is put back. */
  readonly signal: AbortSignal;
  report(finding: Finding): void;
  readonly baseUrlOf?: BaseUrlOf | undefined;
}

const readSecret = async (source: SecretSource) => {
  try {
    return { credential: await readLiveSecret(source) };
  } catch (error) {
    return { failure: asFailure(error) };
  }
};

const checkKeyShape = (secretKey: string): string =>
  /^[\da-f]{64}$/i.test(secretKey) ? '' : ' Keys of the console have 64 hexadecimal digits; this one has not.';

/** Signs in to Chat; `undefined` when that fails, so that further calls would tell nothing new. */
const connect = async ({ secret, data, report, baseUrlOf }: LiveCheckOptions) => {
  const { credential, failure } = await readSecret(secret);
  if (!credential) {
    report(wrong('secret', failure));
    return undefined;
  }
  report({
    state: 'works',
    subject: 'secret',
    detail: `It has the right shape.${checkKeyShape(credential.secretKey)}`,
  });
  const chat = createLiveChat(credential, baseUrlOf ?? (() => undefined));
  const clock = await checkClock(chat);
  report(clock);
  if (!clock.reached) return undefined;
  const signIn = await checkSignIn(chat, data);
  report(signIn);
  return signIn.state === 'wrong' ? undefined : chat;
};

/** Checks a Chat account from the secret to every function, and reports a finding at a time. */
export const runLiveChecks = async (options: LiveCheckOptions): Promise<void> => {
  const { data, write, askOpenQuestions, signal, report } = options;
  const chat = await connect(options);
  if (!chat) return;
  const run = { chat, data, signal, report };
  for (const check of readChecks(await loadApis())) await runCheck(check, run);
  if (write) for (const check of writeChecks) await runCheck(check, run);
  if (!askOpenQuestions) return;
  const probes = openQuestions.map(probeCheck).filter((check) => check !== undefined);
  const asked = probes.filter(({ watch }) => write || !watch);
  for (const check of asked) await runCheck(check, run, 'seen');
  const left = probes.length - asked.length;
  if (left > 0)
    report({
      state: 'skipped',
      subject: 'open questions',
      detail: `${left} more are asked with --write, since they write.`,
    });
};
