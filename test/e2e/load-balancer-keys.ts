import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { keyId, publicKey } from '#test/events/load-balancer-token';
import { createSelfSigned } from '#test/tls/self-signed';

/** AWS's address for the public keys of load balancers in eu-west-1, as a proxy on this machine serves it. */
export interface LoadBalancerKeys {
  /** What leads a function to the proxy, and lets it trust the certificate. */
  readonly variables: Readonly<Record<string, string>>;
  /** The connections that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const host = 'public-keys.auth.elb.eu-west-1.amazonaws.com';

/** Starts the proxy on a free port of 127.0.0.1. It writes the certificate into the folder. */
export const startLoadBalancerKeys = async (folder: string): Promise<LoadBalancerKeys> => {
  const { key, certificate } = createSelfSigned(host);
  const file = join(folder, 'certificate.pem');
  await writeFile(file, certificate);
  const asked: string[] = [];
  const keys = createServer({ key, cert: certificate }, (request, response) => {
    response.writeHead(request.url === `/${keyId}` ? 200 : 403).end(publicKey);
  });
  const proxy = createHttpServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    keys.emit('connection', socket);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const bound = proxy.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  return {
    variables: {
      HTTPS_PROXY: `http://127.0.0.1:${bound.port}`,
      NODE_EXTRA_CA_CERTS: file,
      NODE_USE_ENV_PROXY: '1',
    },
    asked,
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      proxy.closeAllConnections();
      keys.closeAllConnections();
      await closed;
    },
  };
};
