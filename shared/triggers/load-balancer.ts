import * as z from 'zod/mini';
import { deliverHttp, type HttpEvent, type HttpResponse } from '#shared/triggers/http';
import { defineTrigger, type Means } from '#shared/triggers/trigger';

const event = {
  httpMethod: z.string(),
  body: z.nullable(z.string()),
  isBase64Encoded: z.boolean(),
  requestContext: z.object({ elb: z.object({ targetGroupArn: z.string() }) }),
};

/**
 * Answers a request, for the user whom the load balancer has signed in: it proves that by a token of its own, and trusting
 * any other header would be trusting whoever can reach it.
 */
const deliver = async (
  event: Pick<HttpEvent, 'headers' | 'body' | 'isBase64Encoded'>,
  means: Means,
): Promise<HttpResponse> => {
  const claims = await means.readLoadBalancerToken?.(event.headers['x-amzn-oidc-data']);
  const requestId = event.headers['x-amzn-trace-id'];
  return deliverHttp({ ...event, requestId, caller: claims && { kind: 'user', claims } }, means);
};

/**
 * An Application Load Balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const loadBalancer = defineTrigger({
  name: 'Application Load Balancer',
  event: z.object({ ...event, headers: z.record(z.string(), z.string()) }),
  deliver,
});

/** An Application Load Balancer whose target group has multi-value headers switched on: both ways. */
export const multiValueLoadBalancer = defineTrigger({
  name: 'Application Load Balancer with multi-value headers',
  event: z.object({ ...event, multiValueHeaders: z.record(z.string(), z.array(z.string())) }),
  deliver: async (event, means) => {
    const single = Object.entries(event.multiValueHeaders).map(([name, values]) => [name, values.at(-1) ?? '']);
    const response = await deliver({ ...event, headers: Object.fromEntries(single) }, means);
    const multiValueHeaders = Object.entries(response.headers).map(([name, value]) => [name, [value]]);
    return {
      statusCode: response.statusCode,
      isBase64Encoded: false,
      multiValueHeaders: Object.fromEntries(multiValueHeaders),
      body: response.body,
    };
  },
});
