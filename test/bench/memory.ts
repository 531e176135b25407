import type { Built } from '#test/bench/build-functions';
import { exactly, type Row } from '#test/bench/row';
import type { Surroundings } from '#test/bench/surroundings';
import { runTask } from '#test/bench/task';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;

/** What stays on the heap after many calls. */
export const measureMemory = async (built: Built, { variables }: Surroundings): Promise<Row[]> => {
  const [[few = 0, many = 0] = []] = await runTask({
    module: './memory-task.ts',
    arguments: [built.function],
    variables,
  });
  return [
    {
      figure: 'heap after 10,000 warm calls',
      against: 'after 100',
      value: exactly(many / few),
      unit: '×',
      goal: { most: 1.05 },
      detail: `${megabytes(many)} against ${megabytes(few)}`,
    },
  ];
};
