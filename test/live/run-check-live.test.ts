import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startEmulator } from '#test/emulator/start-emulator';
import { seededCredential } from '#test/served-api';

let folder: string;
let secretFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-check-live-'));
  secretFile = join(folder, 'secret.json');
  // A region without cloud search has no slow APIs.
  await writeFile(secretFile, JSON.stringify({ ...seededCredential, region: 'tokyo' }));
});
afterAll(() => rm(folder, { recursive: true }));

const program = fileURLToPath(new URL('run-check-live.ts', import.meta.url));

const start = async () => {
  const emulator = await startEmulator({ region: 'tokyo' });
  onTestFinished(emulator.close);
  const words = ['--user', 'user_0001', '--peer', 'user_0002', '--secret-file', secretFile, '--write'];
  const process_ = spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env.PATH, CHAT_BASE_URL: emulator.url },
  });
  onTestFinished(() => {
    process_.kill('SIGKILL');
  });
  return { emulator, process: process_, ended: once(process_, 'close'), errors: text(process_.stderr) };
};

const update = '/v4/recentcontact/update_contact_group';

test('Ctrl-C in the middle leaves all as it was found', async () => {
  const { emulator, process: check, ended, errors } = await start();
  const groups = () => emulator.state().users.find(({ UserID }) => UserID === 'user_0001')?.contactGroups;
  const before = groups();
  emulator.fail({ kind: 'delay', path: update, milliseconds: 300 });
  check.stdout.resume();
  await vi.waitFor(() => expect(emulator.calls().map(({ path }) => path)).toContain(update), { timeout: 10_000 });
  expect(groups()).not.toEqual(before);
  check.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  expect(groups()).toEqual(before);
  expect(await errors).toBe('Stopping. What was changed is put back first.\n');
  expect(emulator.calls().map(({ path }) => path)).not.toContain('/v4/recentcontact/mark_contact');
});

test('a reader that goes away ends it without a stack trace', async () => {
  const { emulator, process: check, ended, errors } = await start();
  await once(check.stdout, 'data');
  check.stdout.destroy();
  expect(await ended).toEqual([0, null]);
  expect(await errors).toBe('');
  expect(emulator.calls().map(({ path }) => path)).not.toContain(update);
});
