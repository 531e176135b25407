import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Chat, type ChatOptions, createChat } from './chat.ts';
import { keepAliveMilliseconds } from './choices.ts';
import { type Controls, control, createControls } from './control.ts';
import { readBody } from './read-body.ts';
import { serveCall } from './serve-call.ts';

/** What can be chosen for an emulator. Port 0 takes a free one. */
export type EmulatorOptions = ChatOptions & { port?: number; host?: '127.0.0.1' };

/** A running emulator: its address, its controls and its end. */
export type Emulator = Controls & {
  /** Base URL without a slash at the end, to be used in place of a region's domain. */
  url: string;
  /** Ends the emulator and every connection to it. */
  close(): Promise<void>;
};

/**
 * Starts a stand-in for Tencent Chat's server REST API on the loopback interface: one app in one data centre. It keeps to the
 * documented protocol strictly and remembers what calls change. It starts with the app and state of `seed.ts`, and what it
 * does where the pages are silent is in `choices.ts`.
 *
 * Rejects when the port is taken.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const chat = createChat(options);
  const controls = createControls(chat, options);
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds }, (request, response) => {
    serve(chat, controls, { request, response }).catch((error: unknown) => giveUp(response, error));
  });
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  return {
    ...controls,
    url: `http://127.0.0.1:${portOf(server.address())}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the emulator is not listening');
  return address.port;
}

type Turn = { request: IncomingMessage; response: ServerResponse };

async function serve(chat: Chat, controls: Controls, { request, response }: Turn): Promise<void> {
  if (!request.url?.startsWith('/_emulator/')) return serveCall(chat, request, response);
  const body = (await readBody(request, chat.limits.bodyBytes)) ?? Buffer.alloc(0);
  const answer = control(chat, controls, { route: `${request.method} ${request.url}`, body });
  response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
}

/** A client that went away is no fault; anything else is a fault of the emulator, which a test should see. */
function giveUp(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
  response.end(`the emulator failed: ${error instanceof Error ? error.message : 'unknown'}`);
}
