import { connectionFailure } from '#shared/chat/connection-failure';
import { Failure } from '#shared/failures/failure';
import { decodeUtf8 } from '#shared/json/utf8';

/** Bytes. Chat caps its answers at 1 MB (group code 10018); what is larger is no answer of Chat. */
const largestAnswer = 4 * 1024 * 1024;

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

/** Seconds: the rest after HTTP 429 when it does not say how long, and at most. Chat itself counts calls by the second. */
const rest = { usual: 1, most: 60 } as const;

const retryAfterSeconds = ({ headers }: Response): number => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, rest.most) : rest.usual;
};

/** Chat answers 200 whatever it says, so another status comes from something in front of it. */
const statusFailure = (response: Response): Failure => {
  const { status } = response;
  if (status === 429) {
    return new Failure('RateLimited', 'Chat answered HTTP 429.', {
      recovery: 'back-off',
      retryAfterSeconds: retryAfterSeconds(response),
    });
  }
  // A redirect or a refusal of the request would be the same the next time.
  const final = status >= 300 && status < 500 && status !== 408;
  return new Failure('UpstreamFailed', `Chat answered HTTP ${status}.`, { recovery: final ? undefined : 'retry' });
};

/**
 * Reads the text of an answer, up to a size that no answer of Chat has.
 *
 * @throws {Failure} `UpstreamFailed`, `UpstreamTimeout`, or `RateLimited` for HTTP 429
 */
export const readAnswer = async (response: Response): Promise<string> => {
  if (response.status !== 200) {
    // Not read, so that it cannot keep the call; a body that is broken already is of no interest.
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
