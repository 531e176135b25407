import fc from 'fast-check';
import { test } from 'vitest';

/** Inputs for each property: a quick budget for every run of the tests, or as many as the environment asks for. */
const inputs = Number(process.env.FUZZ_INPUTS ?? 100);

/**
 * The same inputs in every run of the tests; others each time in a long run, unless it is given a seed that one has
 * printed.
 */
const usualSeed = process.env.FUZZ_INPUTS === undefined ? 1 : Date.now() % 2 ** 31;
const seed = Number(process.env.FUZZ_SEED ?? usualSeed);

/** Milliseconds left to a function: enough for an attempt on a busy machine, and too few for many. */
export const remaining = 4_000;

const millisecondsPerInput = 100;

/**
 * Tests a property on many inputs, and prints their number, their seed and their results. A failure shows the smallest
 * input that breaks it.
 *
 * @param run throws if the property does not hold; returns the kind of result in a word
 */
export const fuzz = <Input>(
  name: string,
  arbitrary: fc.Arbitrary<Input>,
  run: (input: Input) => Promise<string>,
): void => {
  const check = async () => {
    const outcomes = new Map<string, number>();
    const property = fc.asyncProperty(arbitrary, async (input) => {
      const outcome = await run(input);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    });
    const details = await fc.check(property, { numRuns: inputs, seed });
    const tally = [...outcomes].toSorted(([, a], [, b]) => b - a).map(([outcome, count]) => `${count} ${outcome}`);
    console.log(`${name}: ${details.numRuns} inputs, seed ${details.seed}: ${tally.join(', ')}`);
    if (details.failed) throw new Error(await fc.asyncDefaultReportMessage(details));
  };
  test(name, check, 15_000 + inputs * millisecondsPerInput);
};
