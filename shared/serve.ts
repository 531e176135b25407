import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { ChatClient } from '#shared/chat/call';
import { createChatClient } from '#shared/chat/client';
import { type Clock, systemClock } from '#shared/clock';
import { type ClaimConfig, readConfig } from '#shared/config';
import { createCredentials } from '#shared/credentials/credentials';
import { createSecretReader } from '#shared/credentials/secret';
import type { Api } from '#shared/define-api';
import { authenticate } from '#shared/middleware/authenticate';
import { authorise } from '#shared/middleware/authorise';
import { fitAnswer } from '#shared/middleware/fit-answer';
import { createTokenVerifier, type VerifyToken } from '#shared/middleware/load-balancer-token';
import { mapFailures } from '#shared/middleware/map-failures';
import { observeInvocation } from '#shared/middleware/observe-invocation';
import { observeRequest } from '#shared/middleware/observe-request';
import { refuse } from '#shared/middleware/refuse';
import { validateRequest } from '#shared/middleware/validate-request';
import { createLog, type Log } from '#shared/observability/log';
import { createMetrics, type Metrics } from '#shared/observability/metrics';
import { observeCredential } from '#shared/observability/observe-credential';
import type { Outcome, RequestInProgress } from '#shared/request';
import { recognise } from '#shared/triggers/trigger';
import { triggers } from '#shared/triggers/triggers';

/** What Lambda calls. */
export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

/** What a function works with. */
export interface Services {
  readonly chat: ChatClient;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** How the claims of callers are read. */
  readonly claims: ClaimConfig;
  /** Without it, no load balancer is believed. */
  readonly verifyToken?: VerifyToken | undefined;
}

/** The deadlines are ours: each attempt ends before the invocation does. */
const options = { timeoutEarlyInMillis: 0 } as const;

/** Makes what a deployed function works with, and has it ready before the first caller comes. */
export const createServices = async (api: Api): Promise<Services> => {
  const { secretId, baseUrl, functionName, loadBalancerArn, claims } = readConfig();
  const clock = systemClock;
  const log = createLog(api.name);
  const metrics = createMetrics(functionName ?? api.name);
  const credentials = createCredentials({
    readSecret: createSecretReader(secretId),
    clock,
    onEvent: observeCredential(log, metrics),
  });
  const chat = createChatClient({ api, credentials, clock, baseUrl });
  const verifyToken = loadBalancerArn === undefined ? undefined : createTokenVerifier({ loadBalancerArn });
  await chat.warm();
  return { chat, log, metrics, clock, claims, verifyToken };
};

/**
 * Makes the Lambda handler of an API. The inner chain answers one request; the outer one takes the event of any trigger,
 * which may hold many. Lambda waits for it while it starts the function, with all of the processor.
 *
 * @example
 * export const handler = await serve(pinConversations);
 */
export const serve = async (api: Api, services?: Services): Promise<LambdaHandler> => {
  const { chat, log, metrics, clock, claims, verifyToken } = services ?? (await createServices(api));

  const answer = middy<RequestInProgress, Outcome>(options)
    .use(observeRequest({ api, userClaim: claims.userClaim, log, metrics, clock }))
    .use(mapFailures())
    .use(refuse())
    .use(authenticate({ api, claims, verifyToken }))
    .use(validateRequest(api))
    .use(authorise(api, claims))
    .use(fitAnswer())
    .handler(async ({ checked, deadline, attempts }) => ({
      answer: await chat.call({ request: checked, deadline, onAttempt: (attempt) => attempts.push(attempt) }),
    }));

  return middy<unknown>(options)
    .use(observeInvocation(log, metrics))
    .handler((event, context) =>
      recognise(
        triggers,
        event,
      )({
        api,
        context,
        clock,
        answer: (request) => answer({ ...request, start: clock.now(), attempts: [], checked: {} }, context),
      }),
    );
};
