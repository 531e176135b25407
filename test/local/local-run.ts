import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { build, stop } from 'esbuild';
import type { Api } from '#shared/define-api';
import { bundleOptions } from '#shared/deployment/bundle';
import { startConsole } from '#test/console/start-console';
import { seededApp } from '#test/emulator/seed';
import { startEmulator } from '#test/emulator/start-emulator';
import type { FunctionConfiguration, InvocationRecord } from '#test/lambda/function-configuration';
import { startLambdaHost } from '#test/lambda/lambda-host';
import { addressesOf, type LocalAddresses } from '#test/local/addresses';
import { startEventBus } from '#test/local/event-bus';
import { startHttpApi } from '#test/local/http-api';
import { createLocalStack, type StackFunction, type Target } from '#test/local/local-stack';
import type { Ports } from '#test/local/ports';
import { startSecretsManager } from '#test/local/secrets-manager';
import { createStackQueues, startStackMappings } from '#test/local/stack-queues';
import { createTokenIssuer } from '#test/local/token-issuer';
import { startQueueService } from '#test/queue/queue-service';

/** The options of a local run. */
export interface LocalRunOptions {
  readonly ports: Ports;
  readonly apis: readonly Api[];
  /** Replaces the deployed redrive counts. */
  readonly maxReceiveCount?: number | undefined;
  /** Receives each message that a function prints. */
  onLog?(functionName: string, message: string): void;
}

/** A running local run. */
export interface LocalRun {
  readonly addresses: LocalAddresses;
  /** Stops every part and removes the temporary files. */
  close(): Promise<void>;
}

const secret = {
  sdkAppId: seededApp.sdkAppId,
  secretKey: seededApp.secretKey,
  identifier: seededApp.admins[0],
  region: 'singapore',
};

/** Bundles all functions at once, each into a folder with its name. */
const buildAll = async (functions: readonly StackFunction[], outdir: string): Promise<void> => {
  const entryPoints = functions.map(({ api, functionName }) => [
    `${functionName}/handler`,
    fileURLToPath(new URL(`../../functions/${api.name}/handler.ts`, import.meta.url)),
  ]);
  await build({ ...bundleOptions, entryPoints: Object.fromEntries(entryPoints), outdir });
};

/** Waits for all starts, so that every started part can be closed, and throws the first error. */
const allOf = async <const Starts extends readonly Promise<unknown>[]>(starts: Starts) => {
  await Promise.allSettled(starts);
  return Promise.all(starts);
};

/**
 * Starts a whole deployment on this machine: Chat's emulator, Secrets Manager, SQS and SNS, EventBridge, a token
 * issuer, the built functions under AWS's own runtime client, the HTTP API and the console. A function's process starts
 * with its first invocation.
 *
 * @throws when a part cannot start; the other parts are closed first
 */
export const startLocalRun = async (options: LocalRunOptions): Promise<LocalRun> => {
  const { ports, apis, maxReceiveCount, onLog } = options;
  const stack = createLocalStack(apis, maxReceiveCount);
  const addresses = addressesOf(ports, stack);
  const issuer = await createTokenIssuer(ports.tokens);

  await using parts = new AsyncDisposableStack();
  const open = async <Part extends { close(): Promise<void> }>(starting: Promise<Part>): Promise<Part> =>
    parts.adopt(await starting, (part) => part.close());

  const folder = await mkdtemp(join(tmpdir(), 'chat-functions-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const [queues] = await allOf([
    open(startQueueService({ port: ports.queues })),
    buildAll(stack.functions, folder),
    open(startEmulator({ port: ports.chat, apis })),
    open(startSecretsManager({ port: ports.secrets, secrets: { [stack.secretName]: JSON.stringify(secret) } })),
    open(issuer.start()),
  ]);
  const queueUrls = await createStackQueues(queues.sqs, stack);

  const send = async ({ kind, name }: Target, text: string): Promise<void> => {
    if (kind === 'function') host.invokeAsynchronously(name, text);
    else await queues.sqs.send(new SendMessageCommand({ QueueUrl: queueUrls.get(name), MessageBody: text }));
  };
  const sendTo = (target: Target) => (record: InvocationRecord) =>
    target.kind === 'bus' ? bus.putResult(record) : send(target, JSON.stringify(record));

  const configurationOf = ({
    functionName,
    environment,
    onFailure,
    onSuccess,
    ...settings
  }: StackFunction): FunctionConfiguration => ({
    ...settings,
    bundle: join(folder, functionName),
    environments: 1,
    environment: {
      ...environment,
      CHAT_BASE_URL: addresses.chat,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: addresses.secrets,
      // Metrics would clutter the terminal.
      POWERTOOLS_METRICS_DISABLED: 'true',
    },
    ...(onFailure && { onFailure: sendTo(onFailure) }),
    ...(onSuccess && { onSuccess: sendTo(onSuccess) }),
  });

  const configurations = stack.functions.map((deployed) => [deployed.functionName, configurationOf(deployed)]);
  const host = await open(
    startLambdaHost({ port: ports.lambda, functions: Object.fromEntries(configurations), ...(onLog && { onLog }) }),
  );
  const [bus] = await allOf([
    open(startEventBus({ port: ports.events, name: stack.eventBusName, rules: stack.rules, send })),
    open(startHttpApi({ port: ports.http, functions: stack.functions, issuer, invoke: host.invoke })),
    open(startConsole(addresses)),
  ]);
  // Otherwise the bundler stays in memory with about a hundred megabytes.
  await stop();
  const mappings = await startStackMappings({ sqs: queues.sqs, stack, queueUrls, invoke: host.invoke });
  parts.defer(async () => {
    await Promise.all(mappings.map((mapping) => mapping.close()));
  });

  const running = parts.move();
  return { addresses, close: () => running.disposeAsync() };
};
