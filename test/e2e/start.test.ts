import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { groupSearchSampleRecord, searchContactGroupSample, topSample } from '#test/emulator/documented-samples';
import { loadApis } from '#test/load-apis';
import { findFreePorts, requireFreePorts } from '#test/local/ports';
import { createTokenIssuer } from '#test/local/token-issuer';
import { countMessages } from '#test/queue/count-messages';
import { drainQueue } from '#test/queue/drain-queue';
import { readSample } from '#test/read-sample';

const documented = new Map([
  [topSample.path, topSample.answer],
  [searchContactGroupSample.path, searchContactGroupSample.answer],
  ['/v4/group_search/search', groupSearchSampleRecord],
]);
const apis = (await loadApis()).map((api) => ({ ...api, answer: documented.get(api.path) ?? '"ErrorCode":0' }));
const ports = await findFreePorts(20_000, 30_000);
const httpUrl = `http://127.0.0.1:${ports.http}`;
const issuerUrl = `http://127.0.0.1:${ports.tokens}`;
const pinPath = topSample.path;
const searchPath = '/v4/group_search/search';
const overrideHeader = 'sls-offline-authorizer-override';
const own = { sub: 'user_0001' };
const somebody = { sub: 'user_0002' };
const admin = { scope: 'chat:admin' };
const trusted = JSON.stringify({ iam: { userArn: 'arn:aws:iam::000000000000:user/local' } });

type Header = readonly [name: string, value: string];

const bearer = (token: string): Header[] => [['Authorization', `Bearer ${token}`]];

/** Sends the headers just as they are given, also two of a name. */
async function post(path: string, body: string, headers: readonly Header[]) {
  const sent = request(`${httpUrl}${path}`, {
    method: 'POST',
    headers: [['Host', 'localhost'], ['Content-Type', 'application/json'], ...headers].flat(),
  }).end(body);
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, type: response.headers['content-type'], body: await text(response) };
}

async function requestToken(claims: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...claims });
  const response = await fetch(`${issuerUrl}/token`, { method: 'POST', body });
  return z.parse(z.object({ access_token: z.string() }), await response.json()).access_token;
}

async function emulator(control: string, method = 'GET'): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${ports.chat}/_emulator/${control}`, { method });
  return response.status === 200 ? response.json() : undefined;
}

interface Run {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<unknown>;
}

function start(port: number | string = ports.http): Run {
  const child = spawn(process.execPath, ['--import', './test/local/require-node-24.mjs', 'test/local/start.ts'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: { ...process.env, PORT: `${port}` },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  return { process: child, printed: () => printed, ended: once(child, 'close').then(([code]) => code) };
}

describe('what cannot be started says why and ends with 1', () => {
  test('ports in use, in one line', async () => {
    await using lambda = createServer().listen(ports.lambda, '127.0.0.1');
    await using queue = createServer().listen(ports.queues, '127.0.0.1');
    await Promise.all([once(lambda, 'listening'), once(queue, 'listening')]);
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.printed()).toMatch(
      new RegExp(`^Ports ${ports.lambda}, ${ports.queues} are in use\\..* PORT=\\d+ npm start\n$`),
    );
  });

  test('a port that is none', async () => {
    const run = start('web');
    expect(await run.ended).toBe(1);
    expect(run.printed()).toBe('PORT must be a port between 1 and 65528, not "web".\n');
  });
});

describe('the local run', () => {
  let run: Run;
  const aws = { region: 'ap-southeast-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const lambda = new LambdaClient({ ...aws, endpoint: `http://127.0.0.1:${ports.lambda}` });
  const sqs = new SQSClient({ ...aws, endpoint: `http://127.0.0.1:${ports.queues}` });

  beforeAll(async () => {
    run = start();
    const ready = new Promise((resolve) => {
      run.process.stdout?.on('data', () => run.printed().includes('Ready.') && resolve('ready'));
    });
    expect(await Promise.race([ready, run.ended]), run.printed()).toBe('ready');
  }, 120_000);

  afterAll(() => {
    lambda.destroy();
    sqs.destroy();
    run.process.kill('SIGKILL');
  });

  async function invoke(name: string, request: unknown) {
    const command = { FunctionName: `chat-functions-local-${name}`, Payload: JSON.stringify(request) };
    const { FunctionError, Payload } = await lambda.send(new InvokeCommand(command));
    return `${FunctionError ?? 'answered'}: ${Payload?.transformToString()}`;
  }

  test('begins with an emulator that nobody has called', async () => {
    expect(await emulator('calls')).toEqual([]);
  });

  test.each(apis)('prints a command that calls $name and gets the documented answer', async ({ path, answer }) => {
    const command = run.printed().match(new RegExp(`^curl ${httpUrl}${path} .*$`, 'm'))?.[0];
    const { stdout } = await promisify(execFile)('sh', ['-c', `${command} --silent`]);
    expect(stdout).toContain(answer);
  });

  test.each(apis)('answers $name to the AWS SDK', async ({ name, answer }) => {
    const invocation = await invoke(name, readSample(name).request);
    expect(invocation).toMatch(/^answered: /);
    expect(invocation).toContain(answer);
  });

  test('refuses a wrong request over HTTP and by direct invocation', async () => {
    const wrong = { From_Account: 'user_0001', OperationType: 3 };
    const { status, type, body } = await post(pinPath, JSON.stringify(wrong), bearer(await requestToken(own)));
    expect([status, type]).toEqual([400, expect.stringContaining('application/problem+json')]);
    expect(JSON.parse(body)).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode: 50002,
      errors: [{ pointer: '/OperationType' }, { pointer: '/RecentContactItem' }],
    });
    expect(await invoke('pin-conversations', wrong)).toMatch(/^Unhandled: .*\/RecentContactItem/);
  });

  const unsigned = () =>
    new UnsecuredJWT({ ...admin, iss: issuerUrl, aud: 'chat-functions' }).setExpirationTime('1h').encode();
  const forged = async () => (await createTokenIssuer(ports.tokens)).issue(admin);
  const foreign = async () => (await createTokenIssuer(ports.http)).issue(admin);

  test.each<[string, () => Promise<Header[]>]>([
    ['no token', async () => []],
    ['a token that is none', async () => bearer('token')],
    ['an unsigned token', async () => bearer(unsigned())],
    ['a token signed with another key', async () => bearer(await forged())],
    ['an expired token', async () => bearer(await requestToken({ ...admin, expires_in: '-1' }))],
    ['a token for another audience', async () => bearer(await requestToken({ ...admin, aud: 'other' }))],
    ['a token in the name of another issuer', async () => bearer(await requestToken({ ...admin, iss: httpUrl }))],
    ['a token of another issuer', async () => bearer(await foreign())],
    ['the claims in a header instead of a token', async () => [[overrideHeader, trusted]]],
  ])('answers 401 to %s', async (_, headers) => {
    await emulator('reset', 'POST');
    expect(await post(pinPath, topSample.request, await headers())).toMatchObject({
      status: 401,
      body: '{"message":"Unauthorized"}',
    });
    expect(await emulator('calls')).toEqual([]);
  });

  test.each([
    { who: 'a user for itself', claims: own, path: pinPath, status: 200 },
    { who: 'a user for another', claims: somebody, path: pinPath, status: 403 },
    { who: 'an administrator for anybody', claims: { ...somebody, ...admin }, path: pinPath, status: 200 },
    { who: 'a search without a scope', claims: own, path: searchPath, status: 403 },
    { who: 'a search with it', claims: { scope: 'openid chat:search' }, path: searchPath, status: 200 },
  ])('answers $status to $who, and asks Chat only for 200', async ({ claims, path, status }) => {
    await emulator('reset', 'POST');
    const body = JSON.stringify(readSample(apis.find((api) => api.path === path)?.name ?? '').request);
    expect(await post(path, body, bearer(await requestToken(claims)))).toMatchObject({ status });
    expect(await emulator('calls')).toHaveLength(status === 200 ? 1 : 0);
  });

  test('takes no claims but those of the token that it has verified', async () => {
    const valid = bearer(await requestToken(somebody));
    const smuggled: Header[] = [
      [overrideHeader, trusted],
      ...valid,
      [overrideHeader.toUpperCase(), trusted],
      ...bearer(unsigned()),
    ];
    expect(await post(pinPath, topSample.request, smuggled)).toMatchObject({ status: 403 });
  });

  test('pins by a message to the queue that it prints, and moves a bad one aside', async () => {
    await emulator('reset', 'POST');
    const QueueUrl = run.printed().match(/--queue-url (\S+)/)?.[1] ?? '';
    const bad = JSON.stringify({ From_Account: 'user_0001' });
    for (const MessageBody of [bad, topSample.request]) {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    }
    const pinned = {
      users: expect.arrayContaining([
        expect.objectContaining({ UserID: 'user_0001', pins: ['C2Cuser_0002', 'GROUP@TGS#1B2AUI7RZ'] }),
      ]),
    };
    await expect.poll(() => emulator('state'), { timeout: 10_000 }).toMatchObject(pinned);
    await expect
      .poll(() => drainQueue(sqs, `${QueueUrl}-dead-letter`), { timeout: 10_000 })
      .toMatchObject([{ Body: bad }]);
    expect(await countMessages(sqs, QueueUrl)).toBe(0);
  });

  test('ends with everything it has started', async () => {
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    await requireFreePorts(ports);
  });
});
