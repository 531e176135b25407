import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** An answer that has been fetched. */
export interface Forwarded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const requestHeaders = ['authorization', 'content-type'];

/** What is about the connection that was, or about a body that is no longer compressed. */
const connectionHeaders = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

/** Makes what passes requests on to an address and brings back the answer. */
export const forward =
  (url: string) =>
  async (request: IncomingMessage): Promise<Forwarded> => {
    const method = request.method ?? 'GET';
    const given = requestHeaders.flatMap((name) => (request.headers[name] ? [[name, `${request.headers[name]}`]] : []));
    const body = method === 'POST' ? { body: await text(request) } : {};
    const response = await fetch(url, { method, headers: Object.fromEntries(given), ...body });
    const headers = [...response.headers].filter(([name]) => !connectionHeaders.has(name));
    return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
  };
