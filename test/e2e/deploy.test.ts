import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, expect, test } from 'vitest';
import { loadApis } from '#test/load-apis';
import { packageFunctions } from '#test/local/package-functions';

const serverless = fileURLToPath(import.meta.resolve('serverless/bin/serverless.js'));
const region = 'ap-southeast-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

const apis = await loadApis();
const folder = await mkdtemp(join(tmpdir(), 'deploy-'));
const stopping = new AsyncDisposableStack();
afterAll(async () => {
  await stopping.disposeAsync();
  await rm(folder, { recursive: true, force: true });
});

/** Starts an AWS on this machine and resolves to its address, or to nothing where moto is not installed. */
const startMoto = async (): Promise<string | undefined> => {
  const moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], {
    env: { ...process.env, PYTHONUNBUFFERED: '1' },
    // A group of its own: what is started may be a shell that starts it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = Promise.race([once(moto, 'exit'), once(moto, 'error')]).then(
    () => undefined,
    () => undefined,
  );
  if (moto.pid === undefined) return gone;
  const group = -moto.pid;
  const address = new Promise<string>((resolve) => {
    let printed = '';
    moto.stderr.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
      if (found) resolve(found);
    });
  });
  const found = await Promise.race([address, gone]);
  if (found !== undefined) {
    stopping.defer(async () => {
      process.kill(group, 'SIGKILL');
      await gone;
    });
  }
  return found;
};

test('deploys, has nothing to do when nothing has changed, and removes all that it made', async ({ skip }) => {
  const endpoint = await startMoto();
  if (endpoint === undefined) {
    console.warn('SKIPPED: moto_server is not installed, so the template has been packaged but not deployed.');
    return skip('moto_server is not installed');
  }
  await packageFunctions(join(folder, 'service'));
  const run = async (command: string): Promise<string> => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [serverless, command, '--stage', 'test'], {
      cwd: join(folder, 'service'),
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      },
    });
    return stdout + stderr;
  };
  const lambda = stopping.adopt(new LambdaClient({ endpoint, region, credentials }), (client) => client.destroy());
  const sqs = stopping.adopt(new SQSClient({ endpoint, region, credentials }), (client) => client.destroy());

  expect(await run('deploy')).toContain('Service deployed to stack chat-functions-test');
  for (const { name, effect } of apis) {
    const FunctionName = `chat-functions-test-${name}`;
    const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect(configuration).toMatchObject({
      Runtime: 'nodejs24.x',
      Timeout: 29,
      Role: expect.stringContaining(':role/'),
      Environment: { Variables: { CHAT_SECRET_ID: 'chat-functions/test' } },
    });
    const mappings = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
    expect(mappings.EventSourceMappings?.map(({ EventSourceArn }) => EventSourceArn)).toEqual(
      effect === 'states' ? [expect.stringMatching(new RegExp(`:${FunctionName}$`))] : [],
    );
  }
  const queue = {
    QueueUrl: `${endpoint}/123456789012/chat-functions-test-pin-conversations`,
    AttributeNames: ['All' as const],
  };
  expect((await sqs.send(new GetQueueAttributesCommand(queue))).Attributes).toMatchObject({
    VisibilityTimeout: '174',
    RedrivePolicy: expect.stringContaining(':chat-functions-test-dead-letters'),
  });

  expect(await run('deploy')).toContain('No changes to deploy');

  expect(await run('remove')).toContain('has been successfully removed');
  expect((await lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
}, 180_000);
