import ky from 'ky';
import { createAddresses } from '#shared/chat/addresses';
import { checkAnswer } from '#shared/chat/answer';
import type { Answer, Call, ChatClient } from '#shared/chat/call';
import { createConnection, type Fetch } from '#shared/chat/connection';
import { createFailureInterpreter } from '#shared/chat/interpret-failures';
import { createPace } from '#shared/chat/pace';
import { readAnswer } from '#shared/chat/read-answer';
import { createRetryPolicy, leastAttempt } from '#shared/chat/retry-policy';
import { createUrlSigner } from '#shared/chat/signed-url';
import { splitCalls } from '#shared/chat/split-calls';
import type { Clock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import type { Credentials } from '#shared/credentials/credentials';
import type { Api } from '#shared/define-api';
import { asFailure, Failure } from '#shared/failures/failure';
import type { Region } from '#shared/regions';

/** The options of a client. */
export interface ChatClientOptions {
  readonly api: Pick<Api, 'path' | 'callsPerSecond' | 'effect' | 'doneWhen' | 'regions' | 'split'>;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Replaces the region's domains. */
  readonly baseUrl?: string | undefined;
  /** Default: Node's own `fetch`. */
  readonly fetch?: Fetch;
}

/** A client that can prepare its first call. */
export interface WarmChatClient extends ChatClient {
  /** Reads the secret and opens a connection to Chat. Takes at most three seconds and never fails. */
  warm(): Promise<void>;
}

/** In milliseconds: the timeout of one attempt, which must exceed Chat's own timeout of 3 s. */
const attemptTimeout = 5_000;

/**
 * Creates the client of one Chat API.
 *
 * ky makes each call and its retries. It sees only the address without the signature, so its errors cannot contain one.
 * Its `fetch` option makes one attempt.
 *
 * @example
 * const chat = createChatClient({ api: pinConversations, credentials, clock: systemClock });
 * const { value } = await chat.call({ request, deadline: Date.now() + 10_000 });
 */
export const createChatClient = (options: ChatClientOptions): WarmChatClient => {
  const { api, credentials, clock, baseUrl, fetch = globalThis.fetch } = options;
  const pace = createPace(api.callsPerSecond, clock);
  const addresses = createAddresses(baseUrl);
  const connection = createConnection(fetch, clock);
  const signUrl = createUrlSigner(clock);

  /** Makes one attempt: waits for its turn, signs, sends and checks the answer. The signed address exists only here. */
  const attempt = async (credential: Credential, body: string, { deadline, onAttempt }: Call): Promise<Answer> => {
    await pace.turn(deadline - leastAttempt);
    const refusal = credentials.refusalOf(credential);
    if (refusal) throw refusal;
    const address = addresses.inUse(credential.region);
    const start = clock.now();
    try {
      const url = signUrl(`${address}${api.path}`, credential);
      const timeout = Math.min(attemptTimeout, deadline - start);
      const response = await connection.post({ url, body, timeout }).catch((error: unknown) => {
        addresses.leave(address);
        throw error;
      });
      const answer = checkAnswer(await readAnswer(response));
      onAttempt?.({ duration: clock.now() - start });
      return answer;
    } catch (error) {
      const failure = asFailure(error);
      onAttempt?.({ duration: clock.now() - start, failure });
      if (failure.recovery === 'back-off') pace.rest((failure.retryAfterSeconds ?? 1) * 1_000);
      throw failure;
    }
  };

  const checkOffered = (region: Region): void => {
    if (!api.regions || api.regions.includes(region)) return;
    throw new Failure('NotEnabled', `Chat offers ${api.path} in ${api.regions.join(' and ')} only, not in ${region}.`);
  };

  const call = (call: Call): Promise<Answer> => {
    const body = JSON.stringify(call.request);
    const interpret = createFailureInterpreter(api, call);
    const retry = createRetryPolicy({ effect: api.effect, deadline: call.deadline, clock, nextTurn: pace.nextTurn });
    return credentials.use(async (credential) => {
      checkOffered(credential.region);
      const { promise, resolve } = Promise.withResolvers<Answer>();
      const fetchOnce = async (): Promise<Response> => {
        const answer = attempt(credential, body, call);
        resolve(await answer.catch((error: unknown) => interpret(asFailure(error))));
        // ky decides only whether to ask again: the answer goes past it.
        return new Response();
      };
      const address = `${addresses.inUse(credential.region)}${api.path}`;
      await ky.post(address, { fetch: fetchOnce, retry, timeout: false });
      return promise;
    });
  };

  const warm = async (): Promise<void> => {
    const credential = await credentials.warm();
    if (!credential) return;
    const address = addresses.inUse(credential.region);
    const opened = connection.open(address);
    signUrl(address, credential); // The signer keeps the signature for the first call.
    await opened;
  };

  const client = { call };
  return { ...(api.split ? splitCalls(client, api.split, api.effect) : client), warm };
};
