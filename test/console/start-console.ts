import type { IncomingMessage } from 'node:http';
import { bundleAssets } from '#test/console/bundle-assets';
import { type ConsoleRoute, consoleRoutes, UnexpectedRequest } from '#test/console/console-routes';
import { type Reply, writeReply } from '#test/console/reply';
import { isSameOrigin } from '#test/console/same-origin';
import { readBody } from '#test/emulator/read-body';
import { type LoopbackServer, startLoopbackServer } from '#test/lambda/loopback-server';
import type { LocalAddresses } from '#test/local/addresses';

/** Bytes. Larger than what the functions accept, so that they can refuse a large request themselves. */
const largestBody = 2 * 1024 * 1024;

const replyTo = async (
  routes: Readonly<Record<string, ConsoleRoute>>,
  request: IncomingMessage,
  port: number,
): Promise<Reply> => {
  if (!isSameOrigin(request.headers, port)) return { status: 403, body: 'Only the page of this console may ask.' };
  const [, first = '', rest = ''] = /^\/([^/?]*)\/?([^?]*)/.exec(request.url ?? '') ?? [];
  const route = routes[`${request.method} /${first}`];
  if (!route) return { status: 404, body: 'There is nothing here.' };
  const body = await readBody(request, largestBody);
  if (body === null) return { status: 413, body: `Expected at most ${largestBody} bytes.` };
  try {
    return await route(body.toString(), decodeURIComponent(rest));
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown error';
    return { status: error instanceof UnexpectedRequest ? 400 : 502, body: message };
  }
};

/** Starts the console: its page, and the server behind it that calls the functions and reads what the local Chat holds. */
export const startConsole = async (run: LocalAddresses): Promise<LoopbackServer> => {
  const port = Number(new URL(run.console).port);
  const routes = consoleRoutes(run, await bundleAssets());
  return startLoopbackServer(
    async (request, response) => writeReply(response, await replyTo(routes, request, port)),
    port,
  );
};
