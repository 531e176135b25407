import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupSearchSampleRecord, searchContactGroupSample, topSample } from '#test/emulator/documented-samples';
import { loadApis } from '#test/local/load-apis';
import { type Ports, requireFreePorts } from '#test/local/ports';

const documented = new Map([
  [topSample.path, topSample.answer],
  [searchContactGroupSample.path, searchContactGroupSample.answer],
  ['/v4/group_search/search', groupSearchSampleRecord],
]);
const apis = (await loadApis()).map((api) => ({ ...api, answer: documented.get(api.path) ?? '"ErrorCode":0' }));
const ports = await findFreePorts();
const httpUrl = `http://127.0.0.1:${ports.HTTP_PORT}`;

/** Below the ports that systems give out by themselves, so that no other test gets them meanwhile. */
async function findFreePorts(): Promise<Ports> {
  const first = 20_000 + randomInt(10_000);
  const found = { HTTP_PORT: first, LAMBDA_PORT: first + 1, EMULATOR_PORT: first + 2, SECRETS_PORT: first + 3 };
  return requireFreePorts(found).then(() => found, findFreePorts);
}

interface Run {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<unknown>;
}

function start(variables: Readonly<Record<string, number | string>> = ports): Run {
  const child = spawn(process.execPath, ['--import', './test/local/require-node-24.mjs', 'test/local/start.ts'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, `${value}`])),
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  return { process: child, printed: () => printed, ended: once(child, 'close').then(([code]) => code) };
}

describe('what cannot be started says why in one line and ends with 1', () => {
  test('a port in use', async () => {
    await using taken = createServer().listen(ports.LAMBDA_PORT, '127.0.0.1');
    await once(taken, 'listening');
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.printed()).toMatch(new RegExp(`^Port ${ports.LAMBDA_PORT} is not free.* LAMBDA_PORT=\\d+ npm start\n$`));
  });

  test('a port that is none', async () => {
    const run = start({ ...ports, HTTP_PORT: 'web' });
    expect(await run.ended).toBe(1);
    expect(run.printed()).toBe('HTTP_PORT must be a port between 1 and 65535, not "web".\n');
  });
});

describe('the local run', () => {
  let run: Run;
  const lambda = new LambdaClient({
    endpoint: `http://127.0.0.1:${ports.LAMBDA_PORT}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

  beforeAll(async () => {
    run = start();
    const ready = new Promise((resolve) => {
      run.process.stdout?.on('data', () => run.printed().includes('Ready.') && resolve('ready'));
    });
    expect(await Promise.race([ready, run.ended]), run.printed()).toBe('ready');
  }, 120_000);

  afterAll(() => {
    lambda.destroy();
    run.process.kill('SIGKILL');
  });

  async function invoke(name: string, request: unknown) {
    const command = { FunctionName: `chat-functions-local-${name}`, Payload: JSON.stringify(request) };
    const { FunctionError, Payload } = await lambda.send(new InvokeCommand(command));
    return `${FunctionError ?? 'answered'}: ${Payload?.transformToString()}`;
  }

  test('begins with an emulator that nobody has called', async () => {
    const calls = await fetch(`http://127.0.0.1:${ports.EMULATOR_PORT}/_emulator/calls`);
    expect(await calls.json()).toEqual([]);
  });

  test.each(apis)('prints a command that calls $name and gets the documented answer', async ({ path, answer }) => {
    const command = run.printed().match(new RegExp(`^curl ${httpUrl}${path} .*$`, 'm'))?.[0];
    const { stdout } = await promisify(execFile)('sh', ['-c', `${command} --silent`]);
    expect(stdout).toContain(answer);
  });

  test.each(apis)('answers $name to the AWS SDK', async ({ name, example, answer }) => {
    const invocation = await invoke(name, example.request);
    expect(invocation).toMatch(/^answered: /);
    expect(invocation).toContain(answer);
  });

  test('refuses a wrong request over HTTP and by direct invocation', async () => {
    const wrong = { From_Account: 'user_0001', OperationType: 3 };
    const response = await fetch(`${httpUrl}/v4/recentcontact/top`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wrong),
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode: 50002,
      errors: [{ pointer: '/OperationType' }, { pointer: '/RecentContactItem' }],
    });
    expect(await invoke('pin-conversations', wrong)).toMatch(/^Unhandled: .*\/RecentContactItem/);
  });

  test('ends with everything it has started', async () => {
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    await requireFreePorts(ports);
  });
});
