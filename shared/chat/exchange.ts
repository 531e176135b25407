import http, { type Agent, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '#shared/failures/failure';
import { decodeUtf8 } from '#shared/json/utf8';

/** Bytes. Chat caps its answers at 1 MB (group code 10018); what is larger is no answer of Chat. */
const largestAnswer = 4 * 1024 * 1024;

/** One request over HTTP. */
export interface ExchangeOptions {
  /** The signed address. */
  readonly url: string;
  readonly body: string;
  /** Milliseconds for the whole of it, the last byte of the answer included. */
  readonly timeout: number;
}

/** No connection came about, so Chat has not seen the request. */
export class ConnectionFailure extends Failure {}

const decode = (bytes: Uint8Array): string => {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Failure('UpstreamFailed', "Chat's answer is not UTF-8.", { recovery: 'retry' });
  return text;
};

const tooLarge = (): Failure => new Failure('UpstreamFailed', `Chat's answer is over ${largestAnswer} bytes.`);

const contentOf = (response: IncomingMessage): Readable =>
  /^(?:x-)?gzip$/i.test(response.headers['content-encoding'] ?? '')
    ? pipeline(response, createGunzip(), () => undefined)
    : response;

const readBody = (response: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const content = contentOf(response);
    content
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > largestAnswer) content.destroy(tooLarge());
      })
      .on('error', reject)
      .on('end', () => resolve(Buffer.concat(chunks)));
  });

/** Seconds: the rest after HTTP 429 when it does not say how long, and at most. Chat itself counts calls by the second. */
const rest = { usual: 1, most: 60 } as const;

const retryAfterSeconds = ({ headers }: IncomingMessage): number => {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds), rest.most) : rest.usual;
};

/** Chat answers 200 whatever it says, so another status comes from something before it. */
const statusFailure = (response: IncomingMessage): Failure => {
  const { statusCode = 0 } = response;
  if (statusCode === 429) {
    return new Failure('RateLimited', 'Chat answered HTTP 429.', {
      recovery: 'back-off',
      retryAfterSeconds: retryAfterSeconds(response),
    });
  }
  const recovery = statusCode >= 500 || statusCode === 408 ? 'retry' : undefined;
  return new Failure('UpstreamFailed', `Chat answered HTTP ${statusCode}.`, { recovery });
};

const readAnswer = async (response: IncomingMessage): Promise<string> => {
  if (response.statusCode === 200) return decode(await readBody(response));
  response.destroy();
  throw statusFailure(response);
};

/** The code of an error, such as `ECONNREFUSED`, or its name. Its message and the rest may carry the signed address. */
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown reason';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

const late = (): Failure => new Failure('UpstreamTimeout', 'Chat did not answer in time.', { recovery: 'retry' });

const unreached = (error: Error): Failure =>
  new ConnectionFailure('UpstreamFailed', `Chat cannot be reached (${codeOf(error)}).`, { recovery: 'retry' });

/** Makes a failure, which does not carry the signed address, of whatever error came with it. */
const withoutAddress = (error: unknown): Failure =>
  error instanceof Failure
    ? error
    : new Failure('UpstreamFailed', `The connection to Chat broke (${codeOf(error)}).`, { recovery: 'retry' });

/** `node:http` is for a local Chat. */
const protocolOf = (url: string) => (url.startsWith('https:') ? https : http);

/**
 * Milliseconds without an exchange after which kept connections may be dead: Lambda freezes a function between
 * invocations, and with it the timers that would have closed them. One that is dead answers nothing until the timeout.
 */
const longestIdle = 4_000;

/** When an exchange last ended, in Unix milliseconds. */
let lastEnd = 0;

const closeIdle = ({ freeSockets }: Agent): void => {
  if (Date.now() - lastEnd < longestIdle) return;
  for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
};

/** Sends, and answers what comes of it and how to break it off. */
const send = ({ url, body }: Pick<ExchangeOptions, 'url' | 'body'>) => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'accept-encoding': 'gzip',
  };
  const { globalAgent, request } = protocolOf(url);
  closeIdle(globalAgent);
  const outgoing = request(url, { method: 'POST', headers });
  outgoing
    .on('response', (response) => {
      readAnswer(response).then(resolve, reject);
    })
    .on('upgrade', (response, socket) => {
      socket.destroy();
      reject(statusFailure(response));
    })
    .on('error', (error) => reject(outgoing.writableFinished || outgoing.reusedSocket ? error : unreached(error)))
    .end(body);
  const breakOff = (failure: Failure): void => {
    reject(failure);
    outgoing.destroy();
  };
  return { answer: promise, breakOff };
};

/**
 * Posts a body and reads the answer as text, over connections that Node keeps alive. Redirects are not followed: they
 * would carry the signature elsewhere. The SDK has loaded `node:https` anyway, and `fetch` would make each call a third
 * slower.
 *
 * @throws {Failure} `UpstreamFailed`, `UpstreamTimeout` or `RateLimited`; never an error that carries the address
 */
export const exchange = async ({ timeout, ...message }: ExchangeOptions): Promise<string> => {
  try {
    if (timeout <= 0) throw late();
    const { answer, breakOff } = send(message);
    const timer = setTimeout(() => breakOff(late()), timeout);
    return await answer.finally(() => {
      clearTimeout(timer);
      lastEnd = Date.now();
    });
  } catch (error) {
    throw withoutAddress(error);
  }
};
