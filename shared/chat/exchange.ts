import { Failure } from '#shared/failures';
import { decodeUtf8 } from '#shared/utf8';

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

const readBody = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestAnswer) throw new Failure('UpstreamFailed', `Chat's answer is over ${largestAnswer} bytes.`);
    chunks.push(chunk);
  }
  const [only] = chunks;
  return decode(only && chunks.length === 1 ? only : Buffer.concat(chunks));
};

/** Seconds: the rest after HTTP 429 when it does not say how long, and at most. Chat itself counts calls by the second. */
const rest = { usual: 1, most: 60 } as const;

const retryAfterSeconds = (response: Response): number => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds), rest.most) : rest.usual;
};

/** Chat answers 200 whatever it says, so another status comes from something before it. */
const statusFailure = (response: Response): Failure => {
  const { status } = response;
  if (status === 429) {
    return new Failure('RateLimited', 'Chat answered HTTP 429.', {
      recovery: 'back-off',
      retryAfterSeconds: retryAfterSeconds(response),
    });
  }
  const recovery = status >= 500 || status === 408 ? 'retry' : undefined;
  return new Failure('UpstreamFailed', `Chat answered HTTP ${status}.`, { recovery });
};

/** The code of an error of `fetch`, such as `ECONNREFUSED`, or its name. Its message and the rest may carry the signed address. */
const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return 'unknown reason';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
};

/** The codes of undici and its parser for a connection that was made: Chat closed it, or what came was not HTTP. */
const brokenConnection = /^(UND_ERR_(?!CONNECT_TIMEOUT)|HPE_|HTTPParserError)/;

/** Turns an error of `fetch` into one that does not carry the signed address. */
const networkFailure = (error: unknown, answered: boolean): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new Failure('UpstreamTimeout', 'Chat did not answer in time.', { recovery: 'retry' });
  }
  const code = codeOf(error);
  return answered || brokenConnection.test(code)
    ? new Failure('UpstreamFailed', `The connection to Chat broke (${code}).`, { recovery: 'retry' })
    : new ConnectionFailure('UpstreamFailed', `Chat cannot be reached (${code}).`, { recovery: 'retry' });
};

/**
 * Posts a body and reads the answer as text. Connections are kept alive by `fetch`. Redirects are not followed: they
 * would carry the signature elsewhere.
 *
 * @throws {Failure} `UpstreamFailed`, `UpstreamTimeout` or `RateLimited`; never an error that carries the address
 */
export const exchange = async ({ url, body, timeout }: ExchangeOptions): Promise<string> => {
  let answered = false;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.max(timeout, 0)),
    });
    answered = true;
    if (response.status === 200) return await readBody(response);
    await response.body?.cancel();
    throw statusFailure(response);
  } catch (error) {
    throw networkFailure(error, answered);
  }
};
