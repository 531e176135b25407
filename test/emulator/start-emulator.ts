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

/** What can be chosen for an emulator. */
export interface EmulatorOptions extends ChatOptions {
  /** A free one is taken for 0, or when it is left out. */
  readonly port?: number;
  /** The APIs that it serves; those of all functions unless told otherwise. */
  readonly apis?: readonly DefinedApi[];
  /** Told about a definition that the emulator has no behaviour for; `console.warn` unless told otherwise. */
  readonly warn?: (message: string) => void;
}

/** A running emulator: its address, its controls and its end. */
export interface Emulator extends Controls {
  /** Base URL without a slash at the end, to be used in place of a region's domain. */
  readonly url: string;
  /** Ends the emulator and every connection to it. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a stand-in for Tencent Chat's server REST API on the loopback interface: one app in one data centre. It keeps to the
 * documented protocol strictly and remembers what calls change. It starts with the app and state of `seed.ts`, and what it
 * does where the pages are silent is in `choices.ts`. Paths, rates and codes are those of the definitions; how a request is
 * read and answered is the emulator's own. A definition without such behaviour is named and answered like an unknown path.
 *
 * Rejects when the port is taken.
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const { served, withoutBehaviour } = apisByPath(options.apis ?? (await loadApis()));
  const { warn = console.warn } = options;
  for (const name of withoutBehaviour) warn(`The Chat emulator has no behaviour for ${name}: calls to it are 60009.`);
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

/** Answers who only looks whether the host is there: that is no call, and is not kept among the calls. */
const answerLook = ({ clock }: Chat, response: ServerResponse): void => {
  response
    .writeHead(200, { 'Content-Type': 'application/json', Date: new Date(clock()).toUTCString() })
    .end(JSON.stringify({ ActionStatus: 'FAIL', ErrorInfo: 'HTTP parse Error', ErrorCode: 60002 }));
};

const serve = async (gateway: Gateway, controls: Controls, { request, response }: Turn): Promise<void> => {
  const { method = '', url: path = '' } = request;
  if (path === '/') return answerLook(gateway.chat, response);
  if (!path.startsWith('/_emulator/')) return serveCall(gateway, request, response);
  const body = (await readBody(request, gateway.chat.limits.bodyBytes)) ?? Buffer.alloc(0);
  const answer = control(gateway.chat, controls, { method, path, body });
  response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
};

/** A client that went away is no fault; anything else is a fault of the emulator, which a test should see. */
const giveUp = (response: ServerResponse, error: unknown): void => {
  if (response.destroyed) return;
  if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
  response.end(`the emulator failed: ${error instanceof Error ? error.message : 'unknown'}`);
};
