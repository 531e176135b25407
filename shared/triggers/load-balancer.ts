import * as z from 'zod/mini';
import { answerHttp, type HttpResponse, httpParts, responseOf, textPart } from '#shared/triggers/http';
import { rooms } from '#shared/triggers/room';
import { defineTrigger, type TriggerContext } from '#shared/triggers/trigger';

const parts = {
  ...httpParts,
  httpMethod: textPart,
  path: textPart,
  requestContext: z.object({ elb: z.unknown().check(z.refine((elb) => elb !== undefined)) }),
};

interface LoadBalancerEvent {
  readonly httpMethod: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/**
 * Answers a request for the user that the load balancer has signed in. Only the load balancer's own token proves that
 * user; any client could send the other headers. A health check gets an answer without a call to Chat.
 */
const answer = async (
  { httpMethod: method, headers, ...event }: LoadBalancerEvent,
  trigger: TriggerContext,
): Promise<HttpResponse> => {
  const headerOf = (name: string) => textPart.parse(headers[name]);
  if (method === 'GET' && headerOf('user-agent').startsWith('ELB-HealthChecker/')) {
    return responseOf(200, 'text/plain', 'The function is healthy.');
  }
  const token = headerOf('x-amzn-oidc-data');
  const caller = token === '' ? undefined : ({ kind: 'token', token } as const);
  const requestId = headerOf('x-amzn-trace-id');
  return answerHttp({ ...event, method, requestId, caller, room: rooms.loadBalancer }, trigger);
};

/**
 * An Application Load Balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const loadBalancer = defineTrigger({
  name: 'Application Load Balancer',
  event: z.object(parts),
  handle: answer,
});

/** An Application Load Balancer whose target group has multi-value headers enabled, for requests and responses. */
export const multiValueLoadBalancer = defineTrigger({
  name: 'Application Load Balancer with multi-value headers',
  event: z.object({ ...parts, multiValueHeaders: z.record(z.string(), z.array(z.string())) }),
  handle: async ({ multiValueHeaders, ...event }, trigger) => {
    const single = Object.entries(multiValueHeaders).map(([name, values]) => [name, values.at(-1)]);
    const { headers, ...response } = await answer({ ...event, headers: Object.fromEntries(single) }, trigger);
    const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
    return { ...response, isBase64Encoded: false, multiValueHeaders: Object.fromEntries(lists) };
  },
});
