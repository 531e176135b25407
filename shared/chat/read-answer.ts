import { connectionFailure } from '#shared/chat/connection-failure';
import { Failure } from '#shared/failures/failure';
import { decodeUtf8 } from '#shared/json/utf8';

/**
 * In bytes. Chat limits its answers to 1 MB (group code 10018), so a body larger by a quarter is not one of them. The
 * function's memory must hold a whole answer, parsed.
 */
const largestAnswer = 1_250_000;

const unreadable = (detail: string): Failure =>
  new Failure('UpstreamFailed', `Chat's answer is ${detail}.`, { recovery: 'retry' });

const readBytes = async (response: Response): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largestAnswer) throw unreadable(`over ${largestAnswer} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** In seconds: the default and the longest rest after HTTP 429. Chat itself counts calls by the second. */
const rest = { usual: 1, most: 60 } as const;

const retryAfterSeconds = ({ headers }: Response): number => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, rest.most) : rest.usual;
};

/** Chat always answers with status 200, so any other status comes from a server in front of it. */
const statusFailure = (response: Response): Failure => {
  const { status } = response;
  if (status === 429) {
    return new Failure('RateLimited', 'Chat answered HTTP 429.', {
      recovery: 'back-off',
      retryAfterSeconds: retryAfterSeconds(response),
    });
  }
  // A redirect or a rejection of the request would be the same on a retry.
  const final = status >= 300 && status < 500 && status !== 408;
  return new Failure('UpstreamFailed', `Chat answered HTTP ${status}.`, { recovery: final ? undefined : 'retry' });
};

/**
 * Reads the text of an answer, up to a size that Chat's answers never reach.
 *
 * @throws {Failure} `UpstreamFailed`, `UpstreamTimeout`, or `RateLimited` for HTTP 429
 */
export const readAnswer = async (response: Response): Promise<string> => {
  if (response.status !== 200) {
    // The body is not read, so that it cannot delay the call. An error of the connection does not matter here.
    response.body?.cancel().catch(() => undefined);
    throw statusFailure(response);
  }
  try {
    const text = decodeUtf8(await readBytes(response));
    if (text === undefined) throw unreadable('not UTF-8');
    return text;
  } catch (error) {
    throw connectionFailure(error, true);
  }
};
