import * as z from 'zod/mini';
import { deliverHttp } from '#shared/triggers/http';
import { defineTrigger } from '#shared/triggers/trigger';

/**
 * A REST API, or an HTTP API with payload 1.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const restApi = defineTrigger({
  name: 'REST API, or HTTP API (payload 1.0)',
  event: z.object({
    httpMethod: z.string(),
    headers: z.nullable(z.record(z.string(), z.string())),
    body: z.nullable(z.string()),
    isBase64Encoded: z.boolean(),
    requestContext: z.object({ requestId: z.string(), stage: z.string() }),
  }),
  deliver: (event, means) =>
    deliverHttp({ ...event, headers: event.headers ?? {}, requestId: event.requestContext.requestId }, means),
});
