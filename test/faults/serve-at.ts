import { createChatClient } from '#shared/chat/client';
import { type Clock, systemClock } from '#shared/clock';
import { createCredentials } from '#shared/credentials/credentials';
import type { ReadSecret } from '#shared/credentials/secret';
import type { Api } from '#shared/define-api';
import { serve } from '#shared/serve';
import { contextOf, createKeptLog, type Line, noMetrics, seededCredential, usualClaims } from '#test/served-api';

/** An API and its environment. */
export interface ServeOptions {
  readonly api: Api;
  /** The address of Chat. */
  readonly baseUrl: string;
  /** Default: the seeded secret, which has no previous version. */
  readonly readSecret?: ReadSecret;
  /** The clock of the cached secret. Calls use the machine's clock. */
  readonly secretClock?: Clock;
}

/** A warm function without its own emulator. */
export interface ServedFunction {
  readonly api: Api;
  readonly lines: readonly Line[];
  /** Invokes the function with an event and the remaining time in milliseconds. */
  invoke(event: unknown, remaining?: number): Promise<unknown>;
}

const readSeededSecret: ReadSecret = async (stage) => (stage === 'AWSCURRENT' ? seededCredential : undefined);

/** Serves an API against a running Chat, with the state of a new process. */
export const serveAt = ({
  api,
  baseUrl,
  readSecret = readSeededSecret,
  secretClock = systemClock,
}: ServeOptions): ServedFunction => {
  const log = createKeptLog();
  const credentials = createCredentials({ readSecret, clock: secretClock });
  const chat = createChatClient({ api, credentials, clock: systemClock, baseUrl });
  const services = { chat, log, metrics: noMetrics, clock: systemClock, claims: usualClaims };
  const handler = serve(api, services);
  return { api, lines: log.lines, invoke: async (event, remaining) => (await handler)(event, contextOf(remaining)) };
};
