import * as z from 'zod/mini';
import { httpDeadlineOf } from '#shared/deadline';
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
    body: z.optional(z.string()),
    isBase64Encoded: z.boolean(),
    requestContext: z.object({ http: z.object({ method: z.string() }), requestId: z.string() }),
  }),
  deliver: (event, { context, answer }) =>
    deliverHttp({
      context,
      answer,
      request: {
        body: {
          text: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString(),
          mediaType: event.headers['content-type'],
        },
        caller: { kind: 'trusted' },
        deadline: httpDeadlineOf(context),
        trace: { gatewayRequestId: event.requestContext.requestId },
      },
    }),
});
