import * as z from 'zod/mini';
import { deliverHttp } from '#shared/triggers/http';
import { defineTrigger } from '#shared/triggers/trigger';

const event = {
  httpMethod: z.string(),
  body: z.nullable(z.string()),
  isBase64Encoded: z.boolean(),
  requestContext: z.object({ elb: z.object({ targetGroupArn: z.string() }) }),
};

const traceHeader = 'x-amzn-trace-id';

/**
 * An Application Load Balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const loadBalancer = defineTrigger({
  name: 'Application Load Balancer',
  event: z.object({ ...event, headers: z.record(z.string(), z.string()) }),
  deliver: (event, means) => deliverHttp({ ...event, requestId: event.headers[traceHeader] }, means),
});

/** An Application Load Balancer whose target group has multi-value headers switched on: both ways. */
export const multiValueLoadBalancer = defineTrigger({
  name: 'Application Load Balancer with multi-value headers',
  event: z.object({ ...event, multiValueHeaders: z.record(z.string(), z.array(z.string())) }),
  deliver: async (event, means) => {
    const single = Object.entries(event.multiValueHeaders).map(([name, values]) => [name, values.at(-1) ?? '']);
    const headers: Record<string, string> = Object.fromEntries(single);
    const response = await deliverHttp({ ...event, headers, requestId: headers[traceHeader] }, means);
    const multiValueHeaders = Object.entries(response.headers).map(([name, value]) => [name, [value]]);
    return {
      statusCode: response.statusCode,
      isBase64Encoded: false,
      multiValueHeaders: Object.fromEntries(multiValueHeaders),
      body: response.body,
    };
  },
});
