import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Answer, ChatClient } from '#shared/chat/call';
import { createChatClient } from '#shared/chat/client';
import { systemClock } from '#shared/clock';
import { readConfig } from '#shared/config';
import { createCredentials } from '#shared/credentials/credentials';
import { createSecretReader } from '#shared/credentials/secret';
import type { Api } from '#shared/define-api';
import { authenticate } from '#shared/middleware/authenticate';
import { authorise } from '#shared/middleware/authorise';
import { mapFailures } from '#shared/middleware/map-failures';
import { observeInvocation } from '#shared/middleware/observe-invocation';
import { observeRequest } from '#shared/middleware/observe-request';
import { rememberRejections } from '#shared/middleware/remember-rejections';
import { validateRequest } from '#shared/middleware/validate-request';
import { createLog, type Log } from '#shared/observability/log';
import { createMetrics, type Metrics } from '#shared/observability/metrics';
import type { ChatRequest, RequestInProgress } from '#shared/request';
import { createLoadBalancerTokenReader, type ReadLoadBalancerToken } from '#shared/triggers/load-balancer-token';
import { recognise } from '#shared/triggers/trigger';
import { triggers } from '#shared/triggers/triggers';

/** What Lambda calls. */
export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

/** What a function works with. */
export interface Services {
  readonly chat: ChatClient;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Without it, no request of a load balancer is let in. */
  readonly readLoadBalancerToken?: ReadLoadBalancerToken;
  /** The claim of a token that holds the caller's user id. */
  readonly userClaim: string;
}

/** The deadlines are ours: each attempt ends before the invocation does. */
const options = { timeoutEarlyInMillis: 0 } as const;

const begin = (request: ChatRequest): RequestInProgress => ({
  ...request,
  start: Date.now(),
  attempts: [],
  checked: {},
});

/** Makes what a deployed function works with, and starts to read the secret so that the first caller waits less. */
export const createServices = (api: Api): Services => {
  const { secretId, baseUrl, functionName, loadBalancerArn, userClaim } = readConfig();
  const metrics = createMetrics(functionName ?? api.name);
  const credentials = createCredentials({
    readSecret: createSecretReader(secretId),
    clock: systemClock,
    onEvent: metrics.credential,
  });
  credentials.prefetch();
  const chat = createChatClient({ api, credentials, clock: systemClock, baseUrl });
  const readLoadBalancerToken = createLoadBalancerTokenReader({ loadBalancerArn, clock: systemClock });
  return { chat, log: createLog(api.name), metrics, readLoadBalancerToken, userClaim };
};

/**
 * Makes the Lambda handler of an API. The inner chain answers one request; the outer one takes the event of any trigger,
 * which may hold many.
 */
export const serve = (api: Api, services = createServices(api)): LambdaHandler => {
  const { chat, log, metrics, readLoadBalancerToken, userClaim } = services;
  const answer = middy<RequestInProgress, Answer>(options)
    .use(observeRequest(log, metrics))
    .use(mapFailures())
    .use(authenticate())
    .use(rememberRejections())
    .use(validateRequest(api))
    .use(authorise(api, userClaim))
    .handler(({ checked, deadline, attempts }) =>
      chat.call({ request: checked, deadline, onAttempt: (attempt) => attempts.push(attempt) }),
    );

  return middy<unknown>(options)
    .use(observeInvocation(log, metrics))
    .handler((event, context) =>
      recognise(
        triggers,
        event,
      )({
        context,
        answer: (request) => answer(begin(request), context),
        readLoadBalancerToken,
      }),
    );
};
