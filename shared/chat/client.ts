import ky from 'ky';
import { checkAnswer } from '#shared/chat/answer';
import { ConnectionFailure, exchange } from '#shared/chat/exchange';
import { createPace } from '#shared/chat/pace';
import { type Region, regions } from '#shared/chat/regions';
import { createRetryPolicy } from '#shared/chat/retry-policy';
import { createUrlSigner } from '#shared/chat/signed-url';
import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credential';
import type { Credentials } from '#shared/credentials';
import type { Api } from '#shared/define-api';
import { parseExactJson } from '#shared/exact-json';
import { Failure } from '#shared/failures';

/** Milliseconds for one attempt. Chat's own timeout is 3 s, and a caller has to wait longer than that. */
const attemptTimeout = 5_000;

/** Chat's answer to a call that worked. */
export interface Answer {
  /** As Chat wrote it, digit for digit. */
  readonly text: string;
  /** As a value that `JSON.stringify` writes digit for digit. */
  value(): unknown;
}

/** One attempt, for logs and metrics. */
export interface Attempt {
  /** Milliseconds. */
  readonly duration: number;
  /** What came of it, unless Chat served it. */
  readonly failure?: Failure;
}

/** One call to Chat. */
export interface Call {
  /** JSON. */
  readonly body: string;
  /** Unix milliseconds: nothing is started that would end later. */
  readonly deadline: number;
  readonly onAttempt?: (attempt: Attempt) => void;
}

/** Speaks to one API of Chat. */
export interface ChatClient {
  /** @throws {Failure} whatever goes wrong */
  call(call: Call): Promise<Answer>;
}

/** What a client needs. */
export interface ChatClientOptions {
  readonly api: Pick<Api, 'path' | 'callsPerSecond' | 'regions'>;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Where Chat is, instead of the region's domains. */
  readonly baseUrl?: string | undefined;
}

/** Makes the client of one API of Chat. */
export const createChatClient = ({ api, credentials, clock, baseUrl }: ChatClientOptions): ChatClient => {
  const pace = createPace(api.callsPerSecond, clock);
  const signUrl = createUrlSigner(clock);

  const addressesOf = (region: Region): readonly [string, ...string[]] =>
    baseUrl === undefined ? [`https://${regions[region].domain}`, `https://${regions[region].standby}`] : [baseUrl];

  const checkOffered = (region: Region): void => {
    if (!api.regions || api.regions.includes(region)) return;
    throw new Failure('NotEnabled', `Chat offers ${api.path} in ${api.regions.join(' and ')} only, not in ${region}.`);
  };

  /** Makes what ky calls to send a request. ky itself sees neither the signature nor an error that carries it. */
  const createSender = (credential: Credential, { body, deadline, onAttempt }: Call) => {
    const [domain, ...standbys] = addressesOf(credential.region);
    let address = domain;
    return async (): Promise<Response> => {
      await pace.turn(deadline);
      const start = clock.now();
      const url = signUrl(`${address}${api.path}`, credential);
      try {
        const text = await exchange({ url, body, timeout: Math.min(attemptTimeout, deadline - start) });
        checkAnswer(text);
        onAttempt?.({ duration: clock.now() - start });
        return new Response(text);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        onAttempt?.({ duration: clock.now() - start, failure: error });
        if (error.recovery === 'back-off') pace.rest((error.retryAfterSeconds ?? 1) * 1_000);
        address = (error instanceof ConnectionFailure && standbys.shift()) || domain;
        throw error;
      }
    };
  };

  return {
    call: (call) =>
      credentials.use(async (credential) => {
        checkOffered(credential.region);
        const text = await ky
          .post(`${addressesOf(credential.region)[0]}${api.path}`, {
            fetch: createSender(credential, call),
            timeout: false,
            retry: createRetryPolicy({ deadline: call.deadline, clock }),
          })
          .text();
        return { text, value: () => parseExactJson(text) };
      }),
  };
};
