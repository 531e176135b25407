import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs a module in a process of its own, and reads what it prints to standard output and then to standard error: a line of
 * JSON each. Both are the log of a Lambda function.
 *
 * @param source TypeScript without types; `#shared/…` leads where it does in the tests
 */
export const printedBy = async (source: string, env: NodeJS.ProcessEnv = {}): Promise<readonly unknown[]> => {
  const options = { env: { ...process.env, ...env } };
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', source], options);
  return `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
};
