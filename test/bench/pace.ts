import { pinConversations } from '#functions/pin-conversations/definition';
import type { Built } from '#test/bench/build-functions';
import { exactly, type Row } from '#test/bench/row';
import { startSurroundings } from '#test/bench/surroundings';
import { runTask } from '#test/bench/task';

const records = 1_200;

/** The calls a second of one batch, against an emulator with Chat's rate limit. */
export const measurePace = async (built: Built): Promise<Row[]> => {
  const { callsPerSecond } = pinConversations;
  const { emulator, variables, close } = await startSurroundings();
  try {
    await runTask({ module: './pace-task.ts', arguments: [built.function, `${records}`], variables });
    const calls = emulator.calls().filter(({ method }) => method === 'POST');
    const arrivals = calls.map(({ arrivedAt }) => arrivedAt).toSorted((a, b) => a - b);
    // The first calls wait for the secret and for Chat to accept it.
    const steady = arrivals.slice(callsPerSecond);
    const seconds = ((steady.at(-1) ?? 0) - (steady[0] ?? 0)) / 1_000;
    const refused = calls.filter(({ ErrorCode }) => ErrorCode !== 0).length;
    const rate = (steady.length - 1 - refused) / seconds;
    return [
      {
        figure: 'calls a second in one batch of SQS',
        against: `Chat's documented rate, ${callsPerSecond} a second`,
        value: exactly((100 * rate) / callsPerSecond),
        unit: '%',
        goal: { least: 95 },
        detail: `${rate.toFixed(1)} a second over ${records} records`,
      },
      {
        figure: 'of them refused by Chat for the rate',
        against: 'its calls',
        value: exactly((100 * refused) / calls.length),
        unit: '%',
        goal: { most: 0.5 },
        detail: `${refused} of ${calls.length}`,
      },
    ];
  } finally {
    await close();
  }
};
