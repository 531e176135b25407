import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { errorCodes } from '#shared/chat/error-codes';
import type { Api } from '#shared/define-api';
import { createDocument } from '#test/openapi/create-document';
import { forward } from '#test/page/forward';
import { createKeyChange, type KeyChangeOptions } from '#test/page/key-change';

/** What the page shows and works with. */
export interface PageOptions extends KeyChangeOptions {
  readonly port: number;
  readonly gatewayUrl: string;
  readonly apis: readonly Api[];
  /** Makes a token that the gateway accepts. */
  issueToken(claims: Readonly<Record<string, string>>): Promise<string>;
}

/** An answer of the page's own server. */
interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

type Serve = (request: IncomingMessage) => Promise<Reply>;

/**
 * Whatever the reference may try, nothing is loaded from elsewhere or sent elsewhere. It makes functions of text and styles
 * of its own.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
].join('; ');

const types: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

const file = (url: string | URL): Serve => {
  const path = fileURLToPath(url);
  const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return async () => ({
    headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy },
    body: await readFile(path),
  });
};

const asset = (name: string): Serve => file(new URL(`assets/${name}`, import.meta.url));

const json =
  (make: () => unknown): Serve =>
  async () => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(await make()) });

const scripts = ['page.js', 'reference.js', 'calls.js', 'state.js', 'faults.js', 'element.js'];

/**
 * Everything that the page's server answers, by method and path. The calls go through it to the gateway, and its own
 * addresses to the control interface of the emulator, so that the browser asks one origin only.
 */
const routesOf = (options: PageOptions): Readonly<Record<string, Serve>> => {
  const { gatewayUrl, emulatorUrl, apis, issueToken } = options;
  const keys = createKeyChange(options);
  const control = (name: string) => forward(`${emulatorUrl}/_emulator/${name}`);
  const change =
    (make: () => Promise<void>): Serve =>
    async () =>
      make().then(() => ({ status: 204 }));
  return {
    'GET /': asset('page.html'),
    'GET /page.css': asset('page.css'),
    ...Object.fromEntries(scripts.map((name) => [`GET /${name}`, asset(name)])),
    'GET /scalar.js': file(new URL('browser/standalone.js', import.meta.resolve('@scalar/api-reference'))),
    'GET /openapi.json': json(() => createDocument(apis)),
    'GET /codes.json': json(() => errorCodes),
    'GET /tokens.json': json(async () => ({
      user: await issueToken({ sub: 'user_0001' }),
      admin: await issueToken({ scope: 'chat:admin' }),
    })),
    'GET /chat/calls': control('calls'),
    'GET /chat/state': control('state'),
    'POST /chat/fault': control('fault'),
    'POST /chat/key': change(keys.atChat),
    'POST /chat/key-and-secret': change(keys.everywhere),
    'POST /chat/reset': change(keys.reset),
    ...Object.fromEntries(apis.map(({ path }) => [`POST ${path}`, forward(`${gatewayUrl}${path}`)])),
  };
};

/** Starts the page to look at: the reference to try, and what the local Chat holds and receives. */
export const startPage = async (options: PageOptions): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const routes = routesOf(options);
  const notFound: Serve = async () => ({ status: 404 });
  const server = createServer(async (request, response) => {
    const serve = routes[`${request.method} ${request.url?.split('?')[0]}`] ?? notFound;
    const {
      status = 200,
      headers,
      body,
    } = await serve(request).catch((error: Error): Reply => ({ status: 502, body: error.message }));
    response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body);
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${options.port}`,
    close: async () => {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
};
