/** A median with its quartiles. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A quantile of the values; `share` is between 0 and 1. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** Sums up values that vary from run to run. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
});

/** Takes a measurement. */
export type Measure = () => number | Promise<number>;

/** Takes measurements in turn, A B C, B C A, …, so that other load on the machine affects all of them alike. */
export const measureInTurn = async (contestants: readonly Measure[], rounds: number): Promise<number[][]> => {
  const measurements: number[][] = contestants.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const turn of contestants.keys()) {
      const index = (turn + round) % contestants.length;
      const value = await contestants[index]?.();
      if (value !== undefined) measurements[index]?.push(value);
    }
  }
  return measurements;
};

/** Measures work, in milliseconds. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const blocks = 10;

/** Compares measurements that were taken in turn, block by block, and sums up what came out of the blocks. */
export const compareBlocks = (
  a: readonly number[],
  b: readonly number[],
  compare: (a: readonly number[], b: readonly number[]) => number,
): Spread => {
  const size = Math.floor(a.length / blocks);
  const parts = Array.from({ length: blocks }, (_, block) => [block * size, (block + 1) * size]);
  return spreadOf(parts.map(([from, to]) => compare(a.slice(from, to), b.slice(from, to))));
};

/** Compares measurements that were taken in turn, one by one. */
export const ratios = (a: readonly number[], b: readonly number[]): Spread =>
  spreadOf(a.map((value, index) => value / (b[index] ?? Number.NaN)));
