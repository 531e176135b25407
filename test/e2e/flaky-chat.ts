import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A running front of Chat. */
export interface FlakyChat {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a front of Chat on loopback that answers HTTP 502 to the calls that are to fail, which Chat then does not see, and
 * passes the others on. A connection that Chat cuts is cut here too.
 *
 * @param fails whether a call with this body is to fail this time
 */
export const startFlakyChat = async (chatUrl: string, fails: (body: string) => boolean): Promise<FlakyChat> => {
  const passOn = async ({ url, headers }: IncomingMessage, response: ServerResponse, body: string): Promise<void> => {
    try {
      const type = { 'content-type': headers['content-type'] ?? '' };
      const answer = await fetch(`${chatUrl}${url}`, { method: 'POST', headers: type, body });
      const bytes = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(bytes);
    } catch {
      response.destroy();
    }
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (fails(body)) response.writeHead(502).end('Bad Gateway');
    else await passOn(request, response, body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: async () => {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
};
