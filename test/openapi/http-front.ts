import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { disguised501 } from '#test/openapi/validating-proxy';

/** Invokes a function with an event. */
export type Invoke = (event: unknown) => Promise<unknown>;

/** An HTTP API in front of whatever function it is given. */
export interface HttpFront {
  readonly url: string;
  /** Puts another function behind it. */
  serve(invoke: Invoke): void;
  close(): Promise<void>;
}

/** The content type that the function is to see, where a proxy in between must not look into the body. */
export const contentTypeHeader = 'x-content-type';

const responseSchema = z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });

/** A bearer token for the front: the claims, unsigned. */
export const tokenOf = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');

/** What an authoriser finds. Signatures are not checked: whoever signs is let in, whoever shows claims has them. */
const authorizerOf = (authorization = ''): object | undefined => {
  if (authorization.startsWith('AWS4-HMAC-SHA256')) {
    return { iam: { userArn: 'arn:aws:iam::123456789012:user/back-end' } };
  }
  const [, token] = /^Bearer (.+)$/.exec(authorization) ?? [];
  return token ? { jwt: { claims: JSON.parse(Buffer.from(token, 'base64url').toString()) } } : undefined;
};

const eventOf = ({ method = '', url = '', headers }: IncomingMessage, body: string): object => {
  const [rawPath = '', rawQueryString = ''] = url.split('?');
  const plain = Object.entries(headers).map(([name, value]) => [name, `${value}`]);
  const contentType = headers[contentTypeHeader] ?? headers['content-type'];
  return {
    version: '2.0',
    routeKey: `${method} ${rawPath}`,
    rawPath,
    rawQueryString,
    headers: { ...Object.fromEntries(plain), ...(contentType && { 'content-type': `${contentType}` }) },
    requestContext: {
      http: { method, path: rawPath, protocol: 'HTTP/1.1' },
      requestId: randomUUID(),
      authorizer: authorizerOf(headers.authorization),
    },
    ...(body && { body }),
    isBase64Encoded: false,
  };
};

/** Starts a small HTTP API on loopback: it makes events (payload 2.0) of requests, and responses of what is returned. */
export const startHttpFront = async (): Promise<HttpFront> => {
  let invoke: Invoke = async () => ({ statusCode: 500, headers: {}, body: '' });
  const server = createServer(async (request, response) => {
    const { statusCode, headers, body } = responseSchema.parse(await invoke(eventOf(request, await text(request))));
    response.writeHead(statusCode === 501 ? disguised501 : statusCode, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    serve: (next) => {
      invoke = next;
    },
    close: async () => {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
};
