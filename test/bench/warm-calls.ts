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
const milliseconds = (value: number) => `${value.toFixed(3)} ms`;

/** One call after the other over HTTP, each to the emulator and back. */
export const measureWarmCalls = async (built: Built, { emulator, variables }: Surroundings): Promise<Row[]> => {
  const url = createUrlSigner(systemClock)(`${emulator.url}${pinConversations.path}`, seededCredential);
  const [raw = [], ours = [], common = []] = await runTask({
    module: './warm-calls-task.ts',
    arguments: [url, built.unpaced, built.commonStack],
    variables,
  });
  const added = (values: readonly number[]) => values.map((value, call) => value - (raw[call] ?? 0));
  return [
    {
      figure: 'warm call, p50 added',
      against: 'a raw fetch of the signed request',
      value: compareBlocks(ours, raw, (a, b) => p50(a) - p50(b)),
      unit: 'ms',
      goal: { most: 0.35 },
      detail: `${milliseconds(p50(ours))} against ${milliseconds(p50(raw))}`,
    },
    {
      figure: 'the same',
      against: 'what the common stack adds',
      value: compareBlocks(added(ours), added(common), (a, b) => p50(a) / p50(b)),
      unit: '×',
      goal: { most: 0.8 },
      detail: `${milliseconds(p50(added(ours)))} against ${milliseconds(p50(added(common)))}`,
    },
  ];
};
