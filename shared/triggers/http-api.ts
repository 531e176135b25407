import * as z from 'zod/mini';
import { deliverHttp } from '#shared/triggers/http';
import { defineTrigger } from '#shared/triggers/trigger';

/**
 * An HTTP API (payload 2.0) or a function URL.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const httpApi = defineTrigger({
  name: 'HTTP API (payload 2.0) or function URL',
  event: z.object({
    version: z.literal('2.0'),
    headers: z.record(z.string(), z.string()),
    body: z.nullish(z.string()),
    isBase64Encoded: z.boolean(),
    requestContext: z.object({ http: z.object({ method: z.string() }), requestId: z.string() }),
  }),
  deliver: (event, means) => deliverHttp({ ...event, requestId: event.requestContext.requestId }, means),
});
