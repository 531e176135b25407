import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exactly, type Row } from '#test/bench/row';
import { timed } from '#test/bench/statistics';
import { findFreePorts } from '#test/local/ports';

const root = new URL('../../', import.meta.url).pathname;
const execute = promisify(execFile);

/** Runs a command in a shell; rejects when it fails. */
const run = (folder: string, command: string) =>
  execute('sh', ['-c', command], { cwd: folder, maxBuffer: 64 * 1024 * 1024 });

/** Runs the local services until they are ready. */
const startAndEnd = async (folder: string): Promise<void> => {
  const { http } = await findFreePorts(20_000, 30_000);
  const env = { ...process.env, PORT: `${http}` };
  // In a process group of its own, as a terminal has it, which all of it hears Ctrl-C from.
  const child = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (printed.includes('Ready in')) break;
  }
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await ended;
  if (!printed.includes('Ready in')) throw new Error(`npm start did not start: ${printed}`);
};

/** The durations of a developer's commands, in a fresh clone of the last commit. */
export const measureCommands = async (): Promise<Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-clone-'));
  const secondsRow = async (figure: string, most: number, work: () => Promise<unknown>): Promise<Row> => {
    const row = { figure, against: 'a fresh clone', unit: 's', goal: { most } } as const;
    try {
      return { ...row, value: exactly((await timed(work)) / 1_000), detail: '' };
    } catch (error) {
      console.error(error);
      return { ...row, detail: 'it ended badly' };
    }
  };
  try {
    await run(root, `git clone --quiet . ${folder}`);
    const install = await secondsRow('npm ci', 60, () => run(folder, 'npm ci'));
    const { stdout } = await run(folder, 'du -sm node_modules');
    return [
      install,
      {
        figure: 'node_modules',
        against: 'a fresh clone',
        value: exactly(Number.parseInt(stdout, 10)),
        unit: 'MB',
        goal: { most: 600 },
        detail: '',
      },
      await secondsRow('npm start, until it is ready', 10, () => startAndEnd(folder)),
      await secondsRow('npm run package, all functions', 20, () => run(folder, 'npm run package')),
      await secondsRow('npm run test:unit', 60, () => run(folder, 'npm run test:unit')),
      await secondsRow('npm test', 300, () => run(folder, 'npm test')),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};
