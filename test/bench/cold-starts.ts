import { pinConversations } from '#functions/pin-conversations/definition';
import type { Built } from '#test/bench/build-functions';
import { type CpuQuota, openCpuQuota } from '#test/bench/cpu-quota';
import type { Row } from '#test/bench/row';
import { runOnce } from '#test/bench/run-once';
import { measureInTurn, quantile, ratios, timed } from '#test/bench/statistics';
import { requestBody, type Surroundings } from '#test/bench/surroundings';
import { httpEventOf } from '#test/served-api';

const rounds = 25;

/** The memory that Lambda gives a whole processor for, in MB. */
const wholeProcessor = 1_769;

/** Milliseconds from the start of a process to its first answer; `share` is what it has of a processor once init is over. */
const coldStart = async (
  bundle: string,
  variables: Surroundings['variables'],
  cpu?: { quota: CpuQuota; share: number },
) => {
  cpu?.quota.limit();
  return timed(async () => {
    const { failed, payload } = await runOnce({
      bundle,
      variables,
      event: httpEventOf(pinConversations, requestBody),
      ...(cpu && { onStart: cpu.quota.add, onTaken: () => cpu.quota.limit(cpu.share) }),
    });
    if (failed || !payload.includes('\\"OK\\"')) throw new Error(`The cold start failed: ${payload}`);
  });
};

const versus = (ours: readonly number[], theirs: readonly number[]): string =>
  [ours, theirs].map((values) => `${quantile(values, 0.5).toFixed(0)} ms`).join(' against ');

const measureAtFullSpeed = async (built: Built, { variables }: Surroundings): Promise<Row[]> => {
  const starts = [built.function, built.handWritten, built.commonStack].map(
    (bundle) => () => coldStart(bundle, variables),
  );
  const [ours = [], handWritten = [], commonStack = []] = await measureInTurn(starts, rounds);
  const figure = 'cold start to the first answer';
  const rowOf = (against: string, theirs: readonly number[], most: number): Row => ({
    figure,
    against,
    value: ratios(ours, theirs),
    unit: '×',
    goal: { most },
    detail: versus(ours, theirs),
  });
  return [rowOf('the hand-written handler', handWritten, 1.15), rowOf('the common stack', commonStack, 0.85)];
};

/** With the share of a processor that goes with a size of memory, from the moment when the invocation is taken. */
const measureAtMemory = async (
  built: Built,
  { variables }: Surroundings,
  { memory, ...goal }: { readonly memory: number } & Pick<Row, 'goal'>,
): Promise<Row> => {
  const share = memory / wholeProcessor;
  const row = {
    figure: `the same at the processor of ${memory} MB after init`,
    against: 'the common stack',
    unit: '×',
    ...goal,
  } as const;
  const quota = await openCpuQuota();
  if (!quota) return { ...row, detail: 'this machine lets this user set no quota on the processor (cgroup)' };
  try {
    const starts = [built.function, built.commonStack].map(
      (bundle) => () => coldStart(bundle, variables, { quota, share }),
    );
    const [ours = [], commonStack = []] = await measureInTurn(starts, rounds);
    return {
      ...row,
      value: ratios(ours, commonStack),
      detail: `${versus(ours, commonStack)}; ${(100 * share).toFixed(1)} %`,
    };
  } finally {
    await quota.close();
  }
};

/** From the start of the process to the first answer: over TLS, with a Secrets Manager that is a network away. */
export const measureColdStarts = async (built: Built, surroundings: Surroundings): Promise<Row[]> => [
  ...(await measureAtFullSpeed(built, surroundings)),
  await measureAtMemory(built, surroundings, { memory: 256, goal: { most: 0.7 } }),
  await measureAtMemory(built, surroundings, { memory: 512 }),
];
