import { connectionFailure } from '#shared/chat/connection-failure';
import { readAnswer } from '#shared/chat/read-answer';
import type { Clock } from '#shared/clock';

/** The signature of `fetch`. */
export type Fetch = typeof globalThis.fetch;

/** A request to send. */
export interface Post {
  /** The signed address. */
  readonly url: string;
  readonly body: string;
  /** In milliseconds, until the last byte of the answer. */
  readonly timeout: number;
}

/** The HTTP connections of this process to Chat. */
export interface Connection {
  /**
   * Posts a JSON body. It does not follow redirects, which would send the signature elsewhere.
   *
   * @throws {Failure} `UpstreamFailed` or `UpstreamTimeout` when there is no HTTP answer, without the address
   */
  post(post: Post): Promise<Response>;
  /** Opens a connection for the first call with a plain request. Takes at most one second and never fails. */
  open(address: string): Promise<void>;
}

const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' } as const;

/** In milliseconds. */
const openTimeout = 1_000;

/** Milliseconds after which Node closes a connection that nobody uses. */
const keepAlive = 4_000;

/** Creates the sender of requests, over connections that Node keeps alive. */
export const createConnection = (fetch: Fetch, clock: Clock): Connection => {
  let lastUse = clock.now();

  /**
   * While Lambda holds the process frozen, Node closes no connection. A turn of the timers lets it, before one is used.
   */
  const closeExpired = async (): Promise<void> => {
    if (clock.now() - lastUse > keepAlive) await clock.wait(1);
    lastUse = clock.now();
  };

  return {
    post: async ({ url, body, timeout }) => {
      await closeExpired();
      const bytes = new TextEncoder().encode(body);
      let isSent = false;
      // Node asks for the body once a connection has come about, and sends nothing before it has it.
      const content = new ReadableStream({
        type: 'bytes',
        pull: (controller) => {
          isSent = true;
          controller.enqueue(bytes);
          controller.close();
        },
      });
      try {
        return await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-length': `${bytes.length}` },
          body: content,
          duplex: 'half',
          redirect: 'manual',
          signal: AbortSignal.timeout(Math.max(0, timeout)),
        });
      } catch (error) {
        throw connectionFailure(error, isSent);
      }
    },
    open: async (address) => {
      try {
        await readAnswer(await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(openTimeout) }));
      } catch {
        // The first call opens its own connection.
      }
    },
  };
};
