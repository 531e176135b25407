import { pinConversations } from '#functions/pin-conversations/definition';
import type { Built } from '#test/bench/build-functions';
import { exactly, type Row } from '#test/bench/row';
import { quantile, ratios } from '#test/bench/statistics';
import { type Surroundings, startSurroundings } from '#test/bench/surroundings';
import { runTask } from '#test/bench/task';

const measureLargeBatch = async (built: Built, { variables }: Surroundings): Promise<Row> => {
  const [small = [], large = []] = await runTask({
    module: './batches-task.ts',
    arguments: [built.unpaced],
    variables,
  });
  const microseconds = (values: readonly number[]) => `${(quantile(values, 0.5) * 1_000).toFixed(0)} µs`;
  return {
    figure: 'time a record, 10,000 in one batch of SQS',
    against: 'in batches of 10',
    value: ratios(large, small),
    unit: '×',
    goal: { most: 1.1 },
    detail: `${microseconds(large)} against ${microseconds(small)}`,
  };
};

const records = 1_200;

/** The function as it is deployed and one batch, against an emulator that keeps to Chat's rate: what it is asked a second. */
const measureThroughput = async (built: Built): Promise<Row> => {
  const { callsPerSecond } = pinConversations;
  const { emulator, variables, close } = await startSurroundings({});
  try {
    await runTask({ module: './throughput-task.ts', arguments: [built.function, `${records}`], variables });
    const calls = emulator.calls();
    const arrivals = calls.map(({ arrivedAt }) => arrivedAt).toSorted((a, b) => a - b);
    // The first calls wait for the secret and for Chat to take it.
    const steady = arrivals.slice(callsPerSecond);
    const seconds = ((steady.at(-1) ?? 0) - (steady[0] ?? 0)) / 1_000;
    const refused = calls.filter(({ ErrorCode }) => ErrorCode !== 0).length;
    const rate = (steady.length - 1 - refused) / seconds;
    return {
      figure: 'calls a second in one batch of SQS',
      against: `Chat's documented rate, ${callsPerSecond} a second`,
      value: exactly(rate / callsPerSecond),
      unit: '×',
      goal: { least: 0.95 },
      detail: `${rate.toFixed(1)} a second over ${records} records; Chat refused ${refused}`,
    };
  } finally {
    await close();
  }
};

/** Many requests in one event. */
export const measureBatches = async (built: Built, surroundings: Surroundings): Promise<Row[]> => [
  await measureLargeBatch(built, surroundings),
  await measureThroughput(built),
];
