import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { apisByPath, type DefinedApi } from '#test/emulator/apis-by-path';
import { type Chat, type ChatOptions, createChat } from '#test/emulator/chat';
import { keepAliveMilliseconds } from '#test/emulator/choices';
import { type Controls, control, createControls } from '#test/emulator/control';
import type { Gateway } from '#test/emulator/gateway';
import { readBody } from '#test/emulator/read-body';
import { serveCall } from '#test/emulator/serve-call';
import { loadApis } from '#test/load-apis';

/** The options of an emulator. */
export interface EmulatorOptions extends ChatOptions {
  /** Default: 0, which takes a free port. */
  readonly port?: number;
  /** The APIs to emulate. Default: those of all functions. */
  readonly apis?: readonly DefinedApi[];
  /** Receives a warning for each definition without a behaviour. Default: `console.warn`. */
  readonly warn?: (message: string) => void;
}

/** A running emulator. */
export interface Emulator extends Controls {
  /** The base URL without a trailing slash, which replaces a region's domain. */
  readonly url: string;
  /** Stops the emulator and closes every connection. */
  readonly close: () => Promise<void>;
}

/**
 * Starts an emulator of Tencent Chat's server REST API on the loopback interface: one app in one data centre. It
 * follows the documented protocol strictly and keeps what calls change. The initial app and state are in `seed.ts`;
 * `choices.ts` holds the behaviour where Chat's pages are silent.
 *
 * Paths and codes come from the definitions; the emulator has its own rates, and reads and answers requests on its own.
 * It warns about a definition without a behaviour, and answers its path like an unknown one.
 *
 * @throws when the port is in use
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const { served, withoutBehaviour } = apisByPath(options.apis ?? (await loadApis()));
  const { warn = console.warn } = options;
  for (const name of withoutBehaviour)
    warn(`The Chat emulator has no behaviour for ${name}. It answers its calls with 60009.`);
  const chat = createChat(options);
  const controls = createControls(chat, options);
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds }, (request, response) => {
    serve({ chat, apis: served }, controls, { request, response }).catch((error) => giveUp(response, error));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the emulator does not listen on a port');
  return {
    ...controls,
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

interface Turn {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers a health check of the host, which is not recorded as a call. */
const answerHealthCheck = ({ clock }: Chat, response: ServerResponse): void => {
  response
    .writeHead(200, { 'Content-Type': 'application/json', Date: new Date(clock()).toUTCString() })
    .end(JSON.stringify({ ActionStatus: 'FAIL', ErrorInfo: 'HTTP parse Error', ErrorCode: 60002 }));
};

const serve = async (gateway: Gateway, controls: Controls, { request, response }: Turn): Promise<void> => {
  const { method = '', url: path = '' } = request;
  if (path === '/') return answerHealthCheck(gateway.chat, response);
  if (!path.startsWith('/_emulator/')) return serveCall(gateway, request, response);
  const body = (await readBody(request, gateway.chat.limits.bodyBytes)) ?? Buffer.alloc(0);
  const answer = control(gateway.chat, controls, { method, path, body });
  response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
};

/**
 * Ignores an error after the client has disconnected. Any other error is a bug of the emulator, which a test should
 * see.
 */
const giveUp = (response: ServerResponse, error: unknown): void => {
  if (response.destroyed) return;
  if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
  response.end(`the emulator failed: ${error instanceof Error ? error.message : 'unknown'}`);
};
