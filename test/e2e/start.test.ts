import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createChatFunctions, isChatFunctionsError } from '#shared/client/chat-functions';
import { readmeProgram } from '#test/client-package/readme-program';
import { loadApis } from '#test/load-apis';
import { addressesOf } from '#test/local/addresses';
import { credentials, region } from '#test/local/aws-account';
import { createLocalStack } from '#test/local/local-stack';
import { findFreePorts, requireFreePorts } from '#test/local/ports';
import { drainQueue } from '#test/queue/drain-queue';
import { readSample } from '#test/read-sample';

const root = fileURLToPath(new URL('../../', import.meta.url));
const execute = promisify(execFile);
const apis = await loadApis();
const ports = await findFreePorts(20_000, 30_000);
const addresses = addressesOf(ports, createLocalStack(apis));
const pin = addresses.functions.find(({ api }) => api.name === 'pin-conversations');
const pinRequest = JSON.stringify(readSample('pin-conversations').request);

interface Run {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<unknown>;
}

/** Runs `npm start` in a process group of its own, as a terminal does. */
const start = (environment: Readonly<Record<string, string>>): Run => {
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, ...environment },
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  return { process: child, printed: () => printed, ended: once(child, 'close').then(([code]) => code) };
};

/** What lines print in a shell. The pipe is what a terminal has and a process here has not: `/dev/stdout`. */
const shell = async (...lines: readonly string[]): Promise<string> => {
  const { stdout } = await execute('bash', ['-c', `set -o pipefail; {\n${lines.join('\n')}\n} | cat`]);
  return stdout;
};

/** The blocks of a page in one language, as somebody pastes them: with the ports of this run. */
const blocksOf = async (page: string, language: string): Promise<readonly string[]> => {
  const text = await readFile(`${root}${page}`, 'utf8');
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))];
  return blocks.map(([, block = '']) =>
    block.replaceAll(/127\.0\.0\.1:30(0\d)/g, (_, n) => `127.0.0.1:${ports.http + Number(n)}`),
  );
};

test('without free ports it says so in one line, and ends with 1', async () => {
  await using lambda = createServer().listen(ports.lambda, '127.0.0.1');
  await using queue = createServer().listen(ports.queues, '127.0.0.1');
  await Promise.all([once(lambda, 'listening'), once(queue, 'listening')]);
  const run = start({ PORT: `${ports.http}` });
  expect(await run.ended).toBe(1);
  expect(run.printed()).toMatch(
    new RegExp(`^Ports ${ports.lambda}, ${ports.queues} are in use\\..* PORT=\\d+ npm start\n$`),
  );
});

test('on Ctrl-C while it starts, it ends without a word', async () => {
  const run = start({ PORT: `${ports.http}` });
  await once(run.process.stdout ?? run.process, 'data');
  process.kill(-Number(run.process.pid), 'SIGINT');
  await run.ended;
  expect(run.printed()).toBe('Starting…\n');
  await requireFreePorts(ports);
});

describe('the local run', () => {
  let run: Run;
  let TMPDIR: string;
  const lambda = new LambdaClient({ endpoint: addresses.lambda, region, credentials });
  const sqs = new SQSClient({ endpoint: addresses.queues, region, credentials, useQueueUrlAsEndpoint: false });

  beforeAll(async () => {
    TMPDIR = await mkdtemp(join(tmpdir(), 'start-'));
    run = start({ PORT: `${ports.http}`, MAX_RECEIVE_COUNT: '2', TMPDIR });
    const ready = new Promise((resolve) => {
      run.process.stdout?.on('data', () => run.printed().includes('Ready in') && resolve('ready'));
    });
    expect(await Promise.race([ready, run.ended]), run.printed()).toBe('ready');
  }, 60_000);

  beforeEach(() => emulator('reset', 'POST'));

  afterAll(async () => {
    lambda.destroy();
    sqs.destroy();
    const { pid, exitCode, signalCode } = run.process;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
    await rm(TMPDIR, { recursive: true });
  });

  const emulator = async (control: string, method = 'GET'): Promise<unknown> => {
    const response = await fetch(`${addresses.chat}/_emulator/${control}`, { method });
    return response.status === 200 ? response.json() : undefined;
  };

  /** The printed lines that begin like this. */
  const linesLike = (beginning: RegExp): string[] =>
    run
      .printed()
      .split('\n')
      .filter((line) => beginning.test(line));

  const invoke = async (input: Omit<InvokeCommandInput, 'FunctionName'>) => {
    const output = await lambda.send(new InvokeCommand({ FunctionName: pin?.functionName, ...input }));
    return { ...output, text: output.Payload?.transformToString() ?? '' };
  };

  const pinned = {
    users: expect.arrayContaining([
      expect.objectContaining({ UserID: 'user_0001', pins: expect.arrayContaining(['C2Cuser_0002']) }),
    ]),
  };

  test('prints one screen, and starts with an emulator without calls', async () => {
    const lines = run.printed().split('\n');
    expect(lines.length).toBeLessThan(50);
    expect(await emulator('calls')).toEqual([]);
  });

  test.each(apis)('prints a line that calls $name', async ({ path }) => {
    const [line = 'false', ...others] = linesLike(new RegExp(`^chat ${path.replace('/v4/', '')} `));
    expect(others).toEqual([]);
    expect(JSON.parse(await shell(...linesLike(/^(TOKEN=|chat\(\))/), line))).toMatchObject({ ActionStatus: 'OK' });
  });

  test('prints lines for the AWS CLI that work', async ({ skip }) => {
    const aws = linesLike(/^(echo .* \| )?aws /);
    expect(aws).toHaveLength(3);
    const [exported = ''] = linesLike(/^export /);
    if ((await shell('type aws').catch(() => true)) === true) {
      console.warn('SKIPPED: the AWS CLI is not installed, so nobody has tried the lines for it.');
      skip('the AWS CLI is not installed');
    }
    const [direct = '', queued = '', put = ''] = aws;
    expect(await shell(exported, direct)).toContain('"ActionStatus":"OK"');
    expect(await shell(exported, queued)).toContain('MessageId');
    expect(JSON.parse(await shell(exported, put))).toMatchObject({ FailedEntryCount: 0 });
    const name = queued.match(/000000000000\/(\S+)/)?.[1];
    expect(
      await shell(exported, `aws sqs get-queue-url --endpoint-url ${addresses.queues} --queue-name ${name}`),
    ).toContain(`000000000000/${name}`);
    const [events = ''] = linesLike(/\/_events$/);
    await expect
      .poll(() => shell(events), { timeout: 10_000 })
      .toContain('Lambda Function Invocation Result - Success');
  }, 60_000);

  test('prints a line that checks it as an account of Chat', async () => {
    const [exported = 'false', check = 'false'] = [/^export /, /check:live/].flatMap(linesLike);
    expect(await shell(exported, check)).toContain('works    list-conversations');
  });

  test('prints lines that show what Chat holds, and let it fail', async () => {
    const [state = '', calls = '', fault = '', reset = ''] = linesLike(/\/_emulator\//);
    expect(JSON.parse(await shell(state))).toMatchObject({ users: expect.any(Array) });
    await shell(fault);
    expect((await invoke({ Payload: pinRequest })).text).toContain('"ActionStatus":"OK"');
    expect(JSON.parse(await shell(calls))).toMatchObject([{ fault: 'code' }, { fault: 'code' }, { fault: null }]);
    await shell(reset);
    expect(JSON.parse(await shell(calls))).toEqual([]);
  });

  test('refuses a wrong request over HTTP and by direct invocation, with the kind as its error type', async () => {
    const wrong = JSON.stringify({ From_Account: 'user_0001', OperationType: 3 });
    const printed = await shell(...linesLike(/^(TOKEN=|chat\(\))/), `chat recentcontact/top '${wrong}'`);
    expect(JSON.parse(printed)).toMatchObject({
      status: 400,
      ErrorCode: 50002,
      errors: [{ pointer: '/OperationType' }, { pointer: '/RecentContactItem' }],
    });
    const { FunctionError, text } = await invoke({ Payload: wrong });
    expect([FunctionError, JSON.parse(text)]).toMatchObject(['Unhandled', { errorType: 'InvalidRequest' }]);
  });

  test('rejects requests without a token', async () => {
    const response = await fetch(`${addresses.http}${pin?.api.path}`, { method: 'POST', body: pinRequest });
    expect([response.status, await response.text()]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(await emulator('calls')).toEqual([]);
  });

  test('prints why a function failed that could not log it itself', async () => {
    const fault = JSON.stringify({ kind: 'delay', milliseconds: 20_000 });
    await fetch(`${addresses.chat}/_emulator/fault`, { method: 'POST', body: fault });
    const invoked = invoke({ Payload: pinRequest });
    await expect.poll(() => emulator('calls'), { timeout: 10_000 }).toHaveLength(1);
    await shell(`pkill -KILL -g ${run.process.pid} -f aws-lambda-ric`);
    expect((await invoked).text).toContain('Runtime.ExitError');
    expect(linesLike(/Runtime exited with error: signal: killed/)[0]).toMatch(`${pin?.functionName}: RequestId: `);
  });

  test('continues after a failed asynchronous invocation, and keeps its request', async () => {
    expect((await invoke({ InvocationType: 'Event', Payload: '{}' })).StatusCode).toBe(202);
    await expect
      .poll(() => drainQueue(sqs, pin?.failedEventsUrl ?? ''), { timeout: 10_000 })
      .toMatchObject([{ Body: expect.stringContaining('"condition":"RetriesExhausted"') }]);
    expect((await invoke({ Payload: pinRequest })).text).toContain('"ActionStatus":"OK"');
  });

  test('is Lambda: a log tail, a dry run, an unknown alias, a payload that is no JSON', async () => {
    const { LogResult = '' } = await invoke({ Payload: pinRequest, LogType: 'Tail' });
    expect(Buffer.from(LogResult, 'base64').toString()).toMatch(/"cold_start"|"function_request_id"|"attempts"/);
    expect((await invoke({ InvocationType: 'DryRun' })).StatusCode).toBe(204);
    await expect(invoke({ Qualifier: 'live' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(invoke({ Payload: '{' })).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
  });

  test('pins by a message, and moves a bad one aside', async () => {
    const bad = JSON.stringify({ From_Account: 'user_0001' });
    for (const MessageBody of [bad, pinRequest]) {
      await sqs.send(new SendMessageCommand({ QueueUrl: pin?.queueUrl, MessageBody }));
    }
    await expect.poll(() => emulator('state'), { timeout: 10_000 }).toMatchObject(pinned);
    await expect
      .poll(() => drainQueue(sqs, pin?.deadLetterUrl ?? ''), { timeout: 10_000 })
      .toMatchObject([{ Body: bad }]);
  });

  describe('answers the client of the functions', () => {
    const prefix = 'chat-functions-local-';
    const chat = createChatFunctions({ lambda, functionName: prefix });

    test('with NotFound', async () => {
      const nobody = { ...readSample('pin-conversations').request, From_Account: 'nobody' };
      const error = await chat
        .pinConversations({ ...nobody, OperationType: 1, RecentContactItem: [{ Type: 1, To_Account: 'user_0002' }] })
        .catch((reason: unknown) => reason);
      expect(isChatFunctionsError(error) && [error.kind, error.status]).toEqual(['NotFound', 404]);
    });

    test('with RateLimited', async () => {
      await fetch(`${addresses.chat}/_emulator/fault`, {
        method: 'POST',
        body: JSON.stringify({ kind: 'reply', status: 429, times: 'always' }),
      });
      const error = await chat.searchGroups({ Count: 1, Keywords: ['IM'] }).catch((reason: unknown) => reason);
      expect(isChatFunctionsError(error) && [error.kind, error.status]).toEqual(['RateLimited', 429]);
    }, 40_000);

    test('by its ARN, page by page', async () => {
      const functionName = `arn:aws:lambda:${region}:000000000000:function:${prefix}`;
      const byArn = createChatFunctions({ lambda, functionName });
      const pages = await Array.fromAsync(byArn.pages.searchGroups({ Count: 1, Keywords: ['IM', 'Desk'] }));
      expect(pages.flatMap(({ Groups = [] }) => Groups)).toHaveLength(2);
      expect(pages.at(-1)?.IsFinish).toBe(true);
    });

    test('as its README shows', async () => {
      const program = readmeProgram()
        .replaceAll("'chat-functions-client'", "'#shared/client/chat-functions'")
        .replaceAll('chat-functions-prod-', prefix);
      const folder = `${root}.build/readme-${ports.http}`;
      await mkdir(folder, { recursive: true });
      onTestFinished(() => rm(folder, { recursive: true }));
      await writeFile(`${folder}/program.ts`, program);
      const ran = execute(process.execPath, [`${folder}/program.ts`], {
        cwd: root,
        env: {
          AWS_ENDPOINT_URL_LAMBDA: addresses.lambda,
          AWS_REGION: region,
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        },
      });
      await expect(ran).resolves.toMatchObject({ stderr: '' });
    });
  });

  describe('does what a page shows:', () => {
    test('the first call', async () => {
      const [, call = 'false'] = await blocksOf('README.md', 'sh');
      const [answer = ''] = await blocksOf('README.md', 'json');
      expect(JSON.parse(await shell(call))).toEqual(JSON.parse(answer));
      expect(await emulator('state')).toMatchObject(pinned);
    });

    test('pins for many users', async () => {
      const page = await blocksOf('test/examples/pin-for-many-users/README.md', 'sh');
      const printed = await shell(`cd ${root}`, ...page);
      expect(printed).toMatch(/^4 requests were sent\.\n(.*\n)*1 failed\n\S+ \{"From_Account":"nobody".*\n$/);
      const pins = expect.arrayContaining(['GROUP@TGS#1B2AUI7RZ']);
      const users = ['user_0001', 'user_0002', 'user_0003'].map((UserID) => expect.objectContaining({ UserID, pins }));
      expect(await emulator('state')).toMatchObject({ users: expect.arrayContaining(users) });
    }, 40_000);

    test('tools for an agent', async () => {
      const page = await blocksOf('test/examples/agent-tools/README.md', 'sh');
      const printed = await shell(`cd ${root}`, ...page);
      expect(printed).toMatch(/"name": "pinConversations"(.*\n)*\{"ActionStatus":"OK",.*\}\n$/);
      expect(await emulator('state')).toMatchObject(pinned);
    }, 40_000);

    test('a caller in Python', async ({ skip }) => {
      if ((await shell('type python3').catch(() => true)) === true) {
        console.warn('SKIPPED: python3 is not installed, so nobody has tried the caller in Python.');
        skip('python3 is not installed');
      }
      const page = await blocksOf('test/examples/python-caller/README.md', 'sh');
      expect(await shell(`cd ${root}`, ...page)).toContain("'ActionStatus': 'OK'");
      expect(await emulator('state')).toMatchObject(pinned);
      const other = page.map((block) => block.replace('call_chat.py user_0001', 'call_chat.py user_0002'));
      await expect(shell(`cd ${root}`, ...other)).rejects.toThrow('403 Forbidden: From_Account must be the caller');
    }, 40_000);
  });

  test('ends on Ctrl-C and leaves nothing behind: no process, no port, no file', async () => {
    process.kill(-Number(run.process.pid), 'SIGINT');
    // npm sends it on once more, and somebody in a hurry, too.
    await wait(50);
    process.kill(-Number(run.process.pid), 'SIGINT');
    await run.ended;
    await requireFreePorts(ports);
    expect(await shell(`pgrep -g ${run.process.pid} || true`)).toBe('');
    expect((await readdir(TMPDIR)).filter((name) => name.startsWith('chat-functions'))).toEqual([]);
  });
});
