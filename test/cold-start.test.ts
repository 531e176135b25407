import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { encryptSurroundings, startSurroundings } from '#test/bench/surroundings';
import { buildFunction } from '#test/lambda/build-function';
import { runtimeVariables } from '#test/lambda/function-configuration';
import { loadApis } from '#test/load-apis';
import { readSample } from '#test/read-sample';
import { contextOf } from '#test/served-api';

/** Parts of Node that take a good share of a cold start, if something only as much as asks for them. */
const heavy = /deps\/undici\/undici$|webstreams\/readablestream$/;

const closing: (() => Promise<unknown>)[] = [];
let folder: string;
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cold-start-'));
  closing.push(() => rm(folder, { recursive: true }));
  const surroundings = await startSurroundings({});
  closing.push(surroundings.close);
  const encrypted = await encryptSurroundings(surroundings, folder);
  closing.push(encrypted.close);
  variables = encrypted.variables;
});

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

const toldSchema = z.object({ result: z.unknown(), loaded: z.array(z.string()) });

/** Runs code in a process of its own, as on Lambda, and answers its result and which heavy parts of Node were loaded. */
const run = async (code: string) => {
  const told = 'console.error(JSON.stringify({ result, loaded: process.moduleLoadList }))';
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', `let result = null; ${code}; ${told}; process.exit();`],
    { env: { ...runtimeVariables('cold-start', { bundle: folder }), ...variables } },
  );
  const { result, loaded } = toldSchema.parse(JSON.parse(stderr.trim().split('\n').at(-1) ?? ''));
  return { result, heavy: loaded.filter((name) => heavy.test(name)) };
};

/** Code that loads a deployed function and calls it once; its result is the answer, or the name of the failure. */
const callOf = async (name: string, request: unknown): Promise<string> => {
  const outDir = join(folder, name);
  await buildFunction(`functions/${name}/handler.ts`, outDir);
  return `
    const { handler } = await import('${pathToFileURL(join(outDir, 'handler.cjs'))}');
    const context = { ...${JSON.stringify(contextOf())}, getRemainingTimeInMillis: () => 10_000 };
    result = await handler(${JSON.stringify(request)}, context).catch(({ name }) => name)`;
};

test.each(await loadApis())('a first call of $name loads neither fetch nor web streams', async ({ name }) => {
  const result = expect.objectContaining({ ActionStatus: 'OK' });
  expect(await run(await callOf(name, readSample(name).request))).toEqual({ result, heavy: [] });
});

test('nor does a call that Chat refuses for good', async () => {
  expect(
    await run(
      await callOf(pinConversations.name, { ...readSample(pinConversations.name).request, From_Account: 'nobody' }),
    ),
  ).toEqual({
    result: 'NotFound',
    heavy: [],
  });
});

test.each([
  ['undici', "import 'node:http'"],
  ['undici', 'new Request("https://example.com")'],
  ['readablestream', 'typeof ReadableStream'],
])('it would be seen that %s is loaded: %s', async (part, code) => {
  expect((await run(code)).heavy).toContainEqual(expect.stringContaining(part));
});
