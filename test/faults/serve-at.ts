import { createChatClient } from '#shared/chat/client';
import { type Clock, systemClock } from '#shared/clock';
import { createCredentials } from '#shared/credentials/credentials';
import type { ReadSecret } from '#shared/credentials/secret';
import type { Api } from '#shared/define-api';
import { serve } from '#shared/serve';
import { contextOf, createKeptLog, type Line, noMetrics, seededCredential, usualClaims } from '#test/served-api';

/** An API, and what it is served with. */
export interface ServeOptions {
  readonly api: Api;
  /** Where Chat is. */
  readonly baseUrl: string;
  /** The seeded secret, which has no previous version, unless given. */
  readonly readSecret?: ReadSecret;
  /** The clock by which the secret grows old; the calls go by the machine's. */
  readonly secretClock?: Clock;
}

/** A function as Lambda keeps it warm, without an emulator of its own. */
export interface ServedFunction {
  readonly api: Api;
  readonly lines: readonly Line[];
  /** Invokes the function with an event and so many milliseconds left. */
  invoke(event: unknown, remaining?: number): Promise<unknown>;
}

const readSeededSecret: ReadSecret = async (stage) => (stage === 'AWSCURRENT' ? seededCredential : undefined);

/** Serves an API against a Chat that runs already: a new process, as far as its state goes. */
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
