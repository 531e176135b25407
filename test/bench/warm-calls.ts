import { pinConversations } from '#functions/pin-conversations/definition';
import { createUrlSigner } from '#shared/chat/signed-url';
import { systemClock } from '#shared/clock';
import type { Built } from '#test/bench/build-functions';
import type { Row } from '#test/bench/row';
import { compareBlocks, quantile } from '#test/bench/statistics';
import type { Surroundings } from '#test/bench/surroundings';
import { runTask } from '#test/bench/task';
import { seededCredential } from '#test/served-api';

const p50 = (values: readonly number[]) => quantile(values, 0.5);
const p99 = (values: readonly number[]) => quantile(values, 0.99);

/** One call after the other over HTTP, each to the emulator and back. */
export const measureWarmCalls = async (built: Built, { emulator, variables }: Surroundings): Promise<Row[]> => {
  const url = createUrlSigner(systemClock)(`${emulator.url}${pinConversations.path}`, seededCredential);
  const [raw = [], ours = [], common = []] = await runTask({
    module: './warm-calls-task.ts',
    arguments: [url, built.unpaced, built.commonStack],
    variables,
  });
  const milliseconds = (measure: typeof p50, values: readonly number[]) => `${measure(values).toFixed(3)} ms`;
  const added = p50(ours) - p50(raw);
  return [
    {
      figure: 'warm call, p50',
      against: 'a raw fetch of the signed request',
      value: compareBlocks(ours, raw, (a, b) => p50(a) / p50(b)),
      unit: '×',
      goal: { most: 1.1 },
      detail: `${milliseconds(p50, ours)} against ${milliseconds(p50, raw)}`,
    },
    {
      figure: 'warm call, time added at p50',
      against: 'a raw fetch of the signed request',
      value: compareBlocks(ours, raw, (a, b) => p50(a) - p50(b)),
      unit: 'ms',
      goal: { most: 0.3 },
      detail: `${milliseconds(p50, ours)} against ${milliseconds(p50, raw)}`,
    },
    {
      figure: 'warm call, p99',
      against: 'a raw fetch of the signed request',
      value: compareBlocks(ours, raw, (a, b) => p99(a) / p99(b)),
      unit: '×',
      detail: `${milliseconds(p99, ours)} against ${milliseconds(p99, raw)}`,
    },
    {
      figure: 'time that the common stack adds',
      against: 'the time that this function adds',
      value: compareBlocks(
        common.map((value, index) => value - (raw[index] ?? 0)),
        ours.map((value, index) => value - (raw[index] ?? 0)),
        (a, b) => p50(a) / p50(b),
      ),
      unit: '×',
      goal: { least: 2 },
      detail: `${(p50(common) - p50(raw)).toFixed(3)} ms against ${added.toFixed(3)} ms`,
    },
  ];
};
