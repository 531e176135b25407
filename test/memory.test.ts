import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { type Emulator, startEmulator } from '#test/emulator/start-emulator';
import { pinRequest, sqsBatch } from '#test/events/batches';
import { buildFunction } from '#test/lambda/build-function';
import { type SecretsManager, startSecretsManager } from '#test/local/secrets-manager';
import { httpEventOf, seededCredential } from '#test/served-api';

/**
 * Half of the 512 MB that the functions have, for Node and all: what is refused has to do with less than what is
 * served.
 */
const most = { residentMegabytes: 230, heapMegabytes: 200 } as const;

const zeros = (count: number): string =>
  pinRequest('peer').replace(/"RecentContactItem":.*/, `"RecentContactItem":[${'0,'.repeat(count - 1)}0]}`);
const unknownFields = (count: number): string =>
  `{${Array.from({ length: count }, (_, index) => `"${index.toString(36)}":0`).join()}}`;

let folder: string;
let emulator: Emulator;
let secretsManager: SecretsManager;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memory-'));
  emulator = await startEmulator();
  secretsManager = await startSecretsManager({ port: 0, secrets: { chat: JSON.stringify(seededCredential) } });
  await buildFunction(`functions/${pinConversations.name}/handler.ts`, folder);
});

afterAll(async () => {
  await Promise.all([rm(folder, { recursive: true }), emulator.close(), secretsManager.close()]);
});

const reportSchema = z.object({
  replies: z.array(z.unknown()),
  printed: z.number(),
  residentMegabytes: z.number(),
});

/** Runs the function as it is deployed, on one event after the other, in a process with Lambda's limits. */
const run = async (events: readonly unknown[]) => {
  const code = `
    let printed = 0;
    process.stdout.write = (text) => { printed += text.length; return true; };
    const { handler } = await import(${JSON.stringify(pathToFileURL(join(folder, 'handler.mjs')).href)});
    const replies = [];
    for (const event of JSON.parse(await new Response(process.stdin).text())) {
      const context = { awsRequestId: 'a', invokedFunctionArn: 'arn', getRemainingTimeInMillis: () => 20_000 };
      replies.push(await handler(event, context).catch(({ name, message }) => ({ name, message })));
    }
    const residentMegabytes = process.resourceUsage().maxRSS / 1024;
    process.stderr.write(JSON.stringify({ replies, printed, residentMegabytes }), () => process.exit());`;
  const running = promisify(execFile)(
    process.execPath,
    [`--max-old-space-size=${most.heapMegabytes}`, '--input-type=module', '--eval', code],
    {
      maxBuffer: 64 * 1024 * 1024,
      env: {
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_REGION: 'eu-west-1',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
        CHAT_SECRET_ID: 'chat',
        CHAT_BASE_URL: emulator.url,
      },
    },
  );
  running.child.stdin?.end(JSON.stringify(events));
  const { stderr } = await running;
  return z.parse(reportSchema, JSON.parse(stderr.trim().split('\n').at(-1) ?? ''));
};

test.each([
  ['60,000 zeros in place of conversations', zeros(60_000), 400],
  ['as many zeros as a body may hold', zeros(130_000), 400],
  ['20,000 unknown fields', unknownFields(20_000), 400],
  ['90,000 unknown fields', unknownFields(90_000), 413],
])('%s, twenty times over, are refused within the memory of a function', async (_, body, status) => {
  const event = httpEventOf(pinConversations, body);
  const { replies, printed, residentMegabytes } = await run(Array.from({ length: 20 }, () => event));
  expect(replies).toMatchObject(Array.from({ length: 20 }, () => ({ statusCode: status })));
  expect(JSON.stringify(replies[0]).length).toBeLessThan(20_000);
  expect(printed / 20).toBeLessThan(20_000);
  expect(residentMegabytes).toBeLessThan(most.residentMegabytes);
});

test.each([
  ['zeros', zeros(60_000)],
  ['unknown fields', unknownFields(90_000)],
])('a batch of ten messages full of %s does not cost its good neighbours', async (_, body) => {
  const bad = Array.from({ length: 10 }, (_, index) => ({ id: `bad-${index}`, body }));
  const good = ['one', 'two'].map((id) => ({ id, body: pinRequest(id) }));
  const { replies, residentMegabytes } = await run([sqsBatch([...bad, ...good])]);
  expect(replies).toEqual([{ batchItemFailures: bad.map(({ id }) => ({ itemIdentifier: id })) }]);
  const { pins } = emulator.state().users.find(({ UserID }) => UserID === 'user_0001') ?? { pins: [] };
  expect(pins).toEqual(expect.arrayContaining(['C2Cone', 'C2Ctwo']));
  expect(residentMegabytes).toBeLessThan(most.residentMegabytes);
});
