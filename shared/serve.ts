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

/** The function that Lambda calls. */
export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

/** The services that a function uses. */
export interface Services {
  readonly chat: ChatClient;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly claims: ClaimConfig;
  /** Verifies the tokens of a load balancer; if left out, no load balancer is trusted. */
  readonly verifyToken?: VerifyToken | undefined;
}

/** Each request has a deadline before the end of the invocation, so middy need not abort early. */
const options = { timeoutEarlyInMillis: 0 } as const;

/** Creates the services of a deployed function, and warms up the client before the first request. */
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
 * Creates the Lambda handler of an API. The outer chain handles one event of any trigger, which may contain many
 * requests. The inner chain answers one request. The handler module awaits this, so it runs in Lambda's init phase,
 * with full CPU.
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
