import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { ChatClient } from '#shared/chat/call';
import { createChatClient } from '#shared/chat/client';
import { type Clock, systemClock } from '#shared/clock';
import { readConfig } from '#shared/config';
import type { Credential } from '#shared/credentials/credential';
import { createCredentials } from '#shared/credentials/credentials';
import type { ReadSecret } from '#shared/credentials/secret';
import type { Api } from '#shared/define-api';
import type { VerifyToken } from '#shared/middleware/load-balancer-token';
import type { Log, LogFields } from '#shared/observability/log';
import type { Metrics } from '#shared/observability/metrics';
import { serve } from '#shared/serve';
import { type Emulator, type EmulatorOptions, startEmulator } from '#test/emulator/start-emulator';

/** The secret for the emulator's seeded app. */
export const seededCredential: Credential = {
  sdkAppId: 1400000000,
  secretKey: 'fa4e'.repeat(16),
  identifier: 'administrator',
  region: 'singapore',
};

/** One line of the log. */
export interface Line extends LogFields {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** A log that records its lines. */
export const createKeptLog = (): Log & { readonly lines: Line[] } => {
  const lines: Line[] = [];
  const keep = (level: Line['level']) => (message: string, fields?: LogFields) => {
    lines.push({ level, message, ...fields });
  };
  return { lines, begin: () => undefined, info: keep('info'), warn: keep('warn'), error: keep('error') };
};

/** Metrics that are discarded. */
export const noMetrics: Metrics = { request: () => undefined, credential: () => undefined, flush: () => undefined };

/** Makes the Lambda context of a new invocation, with the remaining time in milliseconds. */
export const contextOf = (remaining = 30_000): Context => {
  const end = Date.now() + remaining;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: 'function',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:function',
    memoryLimitInMB: '256',
    awsRequestId: randomUUID(),
    logGroupName: '/aws/lambda/function',
    logStreamName: '2026/01/01/[$LATEST]0123456789abcdef',
    getRemainingTimeInMillis: () => end - Date.now(),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
};

/** Makes an HTTP API event (payload 2.0) with the members that the functions read. */
export const httpEventOf = (
  { path }: Pick<Api, 'path'>,
  body: string | undefined,
  headers: Record<string, string> = {},
) => ({
  version: '2.0',
  routeKey: `POST ${path}`,
  rawPath: path,
  rawQueryString: '',
  headers: { 'content-type': 'application/json', ...headers },
  requestContext: {
    http: { method: 'POST', path },
    requestId: 'JKJaXmPLvHcESHA=',
    authorizer: { iam: { userArn: 'arn:aws:iam::123456789012:user/back-end' } },
  },
  body,
  isBase64Encoded: false,
});

/** The default configuration of claims. */
export const { claims: usualClaims } = readConfig({});

/** The options of a served API. */
export interface ServedApiOptions {
  readonly verifyToken?: VerifyToken;
  readonly clock?: Clock;
  readonly readSecret?: ReadSecret;
  readonly baseUrl?: string;
  readonly emulator?: EmulatorOptions;
  /** Replaces the client. */
  readonly chat?: ChatClient;
}

/** An API as Lambda serves it, with the emulator behind it and a log that can be read. */
export interface ServedApi {
  readonly api: Api;
  readonly emulator: Emulator;
  readonly lines: Line[];
  /** Invokes the function with an event. */
  invoke(event: unknown, remaining?: number): Promise<unknown>;
  close(): Promise<void>;
}

/** Serves an API against an emulator of its own. */
export const startServedApi = async (api: Api, options: ServedApiOptions = {}): Promise<ServedApi> => {
  const emulator = await startEmulator(options.emulator);
  const { clock = systemClock, readSecret = async () => seededCredential, baseUrl = emulator.url } = options;
  const log = createKeptLog();
  const credentials = createCredentials({ readSecret, clock });
  const { chat = createChatClient({ api, credentials, clock, baseUrl }) } = options;
  const { verifyToken } = options;
  const handler = await serve(api, { chat, log, metrics: noMetrics, clock, claims: usualClaims, verifyToken });
  return {
    api,
    emulator,
    lines: log.lines,
    invoke: (event, remaining) => handler(event, contextOf(remaining)),
    close: emulator.close,
  };
};
