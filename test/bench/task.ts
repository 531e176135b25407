import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { heapLimits, runtimeVariables } from '#test/lambda/function-configuration';

/** Twice the memory of `serverless.yml`: with the rate raised, ten thousand records are under way at once. */
const configuration = { bundle: '', memory: 512 };

const results = z.array(z.array(z.number()));

/** A measurement in a process of its own. */
export interface Task {
  /** The module, beside this one: it gives its measurements to `report`. */
  readonly module: `./${string}.ts`;
  readonly arguments: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Runs a task in a process with the variables of Lambda, whose output nobody reads, and answers what it reports. */
export const runTask = async ({ module, arguments: list, variables }: Task): Promise<number[][]> => {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), list, {
    env: { PATH: process.env.PATH, ...runtimeVariables('bench', configuration), ...variables },
    execArgv: heapLimits(configuration),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const reported = await Promise.race([once(child, 'message'), ended]);
  await ended;
  return results.parse(reported[0]);
};

/** Reports measurements to the parent process and exits. */
export const report = (measurements: readonly number[][]): void => {
  process.send?.(measurements, () => process.exit());
};
