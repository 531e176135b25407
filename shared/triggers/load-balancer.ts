import { isRecord } from '#shared/json/is-record';
import { memberOf } from '#shared/json/member-of';
import { answerHttp, bodyOf, type HttpResponse, responseOf, textOf } from '#shared/triggers/http';
import { rooms } from '#shared/triggers/room';
import { defineTrigger, type TriggerContext } from '#shared/triggers/trigger';

/** An event of a load balancer, and its headers with one value each. */
interface LoadBalancerEvent {
  readonly event: unknown;
  readonly headers: unknown;
}

const isFromLoadBalancer = (event: unknown): boolean => memberOf(event, 'requestContext', 'elb') !== undefined;

/**
 * Answers a request for the user that the load balancer has signed in. Only the load balancer's own token proves that
 * user; any client could send the other headers. A health check gets an answer without a call to Chat.
 */
const answer = async ({ event, headers }: LoadBalancerEvent, trigger: TriggerContext): Promise<HttpResponse> => {
  const method = textOf(event, 'httpMethod');
  if (method === 'GET' && textOf(headers, 'user-agent').startsWith('ELB-HealthChecker/')) {
    return responseOf(200, 'text/plain', 'The function is healthy.');
  }
  const token = textOf(headers, 'x-amzn-oidc-data');
  return answerHttp(
    {
      method,
      path: textOf(event, 'path'),
      body: bodyOf(event),
      requestId: textOf(headers, 'x-amzn-trace-id'),
      caller: token === '' ? undefined : { kind: 'token', token },
      room: rooms.loadBalancer,
    },
    trigger,
  );
};

/**
 * An Application Load Balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const loadBalancer = defineTrigger({
  name: 'Application Load Balancer',
  read: (event) => (isFromLoadBalancer(event) ? { event, headers: memberOf(event, 'headers') } : undefined),
  handle: answer,
});

const holdsTextLists = (value: unknown): value is Readonly<Record<string, readonly string[]>> =>
  isRecord(value) &&
  Object.values(value).every((list) => Array.isArray(list) && list.every((item) => typeof item === 'string'));

/** An Application Load Balancer whose target group has multi-value headers enabled, for requests and responses. */
export const multiValueLoadBalancer = defineTrigger({
  name: 'Application Load Balancer with multi-value headers',
  read: (event) => {
    const lists = memberOf(event, 'multiValueHeaders');
    if (!isFromLoadBalancer(event) || !holdsTextLists(lists)) return undefined;
    return { event, headers: Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.at(-1)])) };
  },
  handle: async (request, trigger) => {
    const { headers, ...response } = await answer(request, trigger);
    const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
    return { ...response, isBase64Encoded: false, multiValueHeaders: Object.fromEntries(lists) };
  },
});
