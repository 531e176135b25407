import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { SelfSigned } from '#test/tls/self-signed';

/** A server that forwards HTTPS to an HTTP server. */
export interface TlsFront {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a TLS front on a free port of 127.0.0.1. */
export const startTlsFront = async (behind: string, { key, certificate }: SelfSigned): Promise<TlsFront> => {
  const { hostname, port } = new URL(behind);
  const sockets = new Set<Socket>();
  // Otherwise the second part of an answer waits 40 ms for the acknowledgement of the first.
  const noDelay = true;
  const server = createServer({ key, cert: certificate, noDelay }, (near) => {
    const far = connect({ port: Number(port), host: hostname, noDelay });
    near.pipe(far).pipe(near);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket
        .on('error', () => other.destroy())
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  return {
    url: `https://127.0.0.1:${bound.port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
