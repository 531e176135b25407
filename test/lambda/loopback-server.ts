import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server on 127.0.0.1. `address` is `127.0.0.1:port`; `close` cuts its connections and resolves when the port is free. */
export type LoopbackServer = {
  readonly address: string;
  close(): Promise<void>;
};

/**
 * Serves `answer` over HTTP on 127.0.0.1, on any free port unless one is given. An answer that rejects cuts the connection.
 * Rejects when the port is taken.
 */
export async function startLoopbackServer(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error));
  });
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject).listen(port, '127.0.0.1', listening.resolve);
  await listening.promise;

  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');

  return {
    address: `127.0.0.1:${bound.port}`,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
