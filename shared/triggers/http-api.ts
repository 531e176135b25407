import * as z from 'zod/mini';
import type { Caller } from '#shared/request';
import { deliverHttp } from '#shared/triggers/http';
import { defineTrigger, ignored } from '#shared/triggers/trigger';

/** What an authoriser leaves: the identity that signed the request (SigV4), or the claims of a token it has verified. */
const authorizer = z.union([
  z.pipe(
    z.object({ iam: z.object({ userArn: z.string() }) }),
    z.transform((): Caller => ({ kind: 'trusted' })),
  ),
  z.pipe(
    z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
    z.transform(({ jwt: { claims } }): Caller => ({ kind: 'user', claims })),
  ),
  ignored,
]);

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
    requestContext: z.object({
      http: z.object({ method: z.string() }),
      requestId: z.string(),
      authorizer: z.optional(authorizer),
    }),
  }),
  deliver: (event, means) =>
    deliverHttp(
      { ...event, requestId: event.requestContext.requestId, caller: event.requestContext.authorizer },
      means,
    ),
});
