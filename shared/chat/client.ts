import { checkAnswer } from '#shared/chat/answer';
import type { Answer, Call, ChatClient } from '#shared/chat/call';
import { ConnectionFailure, exchange } from '#shared/chat/exchange';
import { createPace } from '#shared/chat/pace';
import { createRetryPolicy, leastAttempt } from '#shared/chat/retry-policy';
import { sendWithRetries } from '#shared/chat/send-with-retries';
import { shareCalls } from '#shared/chat/share-calls';
import { createUrlSigner } from '#shared/chat/signed-url';
import { splitCalls } from '#shared/chat/split-calls';
import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import type { Credentials } from '#shared/credentials/credentials';
import type { Api } from '#shared/define-api';
import { asFailure, Failure } from '#shared/failures/failure';
import { type Region, regions } from '#shared/regions';

/** Milliseconds for one attempt. Chat's own timeout is 3 s, and a caller has to wait longer than that. */
const attemptTimeout = 5_000;

/** What a client needs. */
export interface ChatClientOptions {
  readonly api: Pick<Api, 'path' | 'callsPerSecond' | 'effect' | 'regions' | 'split'>;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Where Chat is, instead of the region's domains. */
  readonly baseUrl?: string | undefined;
}

/** Makes the client that asks Chat once for each call, and again where that may help. */
const createCaller = ({ api, credentials, clock, baseUrl }: ChatClientOptions): ChatClient => {
  const pace = createPace(api.callsPerSecond, clock);
  const signUrl = createUrlSigner(clock);

  const addressesOf = (region: Region): readonly [string, ...string[]] =>
    baseUrl === undefined ? [`https://${regions[region].domain}`, `https://${regions[region].standby}`] : [baseUrl];

  const checkOffered = (region: Region): void => {
    if (!api.regions || api.regions.includes(region)) return;
    throw new Failure('NotEnabled', `Chat offers ${api.path} in ${api.regions.join(' and ')} only, not in ${region}.`);
  };

  /** Asks Chat once. */
  const attempt = async (url: string, { request, deadline, onAttempt }: Call): Promise<Answer> => {
    const start = clock.now();
    try {
      const timeout = Math.min(attemptTimeout, deadline - start);
      const text = await exchange({ url, body: JSON.stringify(request), timeout });
      const answer = checkAnswer(text);
      onAttempt?.({ duration: clock.now() - start });
      return answer;
    } catch (error) {
      const failure = asFailure(error);
      onAttempt?.({ duration: clock.now() - start, failure });
      if (failure.recovery === 'back-off') pace.rest((failure.retryAfterSeconds ?? 1) * 1_000);
      throw failure;
    }
  };

  /** Makes what sends a request, in its turn, each time to where it is best sent. */
  const createSender = (credential: Credential, call: Call) => {
    const [domain, ...standbys] = addressesOf(credential.region);
    let address = domain;
    return async (): Promise<Answer> => {
      const answered = await pace.turn(call.deadline - leastAttempt);
      const refusal = credentials.refusalOf(credential);
      if (refusal) throw refusal;
      try {
        return await attempt(signUrl(`${address}${api.path}`, credential), call);
      } catch (error) {
        address = (error instanceof ConnectionFailure && standbys.shift()) || domain;
        throw error;
      } finally {
        answered();
      }
    };
  };

  const ask = async (credential: Credential, call: Call): Promise<Answer> => {
    checkOffered(credential.region);
    const policy = createRetryPolicy({ deadline: call.deadline, clock });
    return sendWithRetries(createSender(credential, call), policy);
  };

  return {
    call: async (call) => {
      try {
        return await credentials.use((credential) => ask(credential, call));
      } catch (error) {
        throw asFailure(error);
      }
    },
  };
};

/** Makes the client of one API of Chat. */
export const createChatClient = (options: ChatClientOptions): ChatClient => {
  const { split, effect } = options.api;
  const caller = createCaller(options);
  const splitting = split ? splitCalls(caller, split) : caller;
  return effect === 'reads' ? shareCalls(splitting) : splitting;
};
