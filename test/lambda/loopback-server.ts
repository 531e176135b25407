import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server on 127.0.0.1. */
export interface LoopbackServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Cuts its connections and resolves when the port is free. */
  close(): Promise<void>;
}

/** Answers a request. When it rejects, the connection is cut. */
export type AnswerRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves HTTP on 127.0.0.1, on any free port unless one is given. Rejects when the port is taken. */
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
