import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server on 127.0.0.1. */
export interface LoopbackServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Cuts its connections and resolves when the port is free. */
  close(): Promise<void>;
}

/** Answers a request. If it rejects, the server cuts the connection. */
export type AnswerRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Starts an HTTP server on 127.0.0.1, by default on a free port. Rejects when the port is in use. */
export const startLoopbackServer = async (answer: AnswerRequest, port = 0): Promise<LoopbackServer> => {
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
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
};
