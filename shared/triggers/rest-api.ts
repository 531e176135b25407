import * as z from 'zod/mini';
import type { Caller } from '#shared/request';
import { deliverHttp } from '#shared/triggers/http';
import { defineTrigger, ignored } from '#shared/triggers/trigger';

/** Who signed the request (SigV4); all `null` where the method does not ask for a signature. */
const identity = z.object({ userArn: z.nullish(z.string()) });

/** What a Cognito authoriser, or an HTTP API's JWT authoriser in payload 1.0, leaves of a token that it has verified. */
const authorizer = z.union([
  z.object({ claims: z.record(z.string(), z.unknown()) }),
  z.pipe(
    z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
    z.transform(({ jwt }) => jwt),
  ),
  ignored,
]);

const callerOf = (
  { userArn }: z.infer<typeof identity>,
  token: z.infer<typeof authorizer> | undefined,
): Caller | undefined => {
  if (token) return { kind: 'user', claims: token.claims };
  return userArn ? { kind: 'trusted' } : undefined;
};

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
    requestContext: z.object({
      requestId: z.string(),
      stage: z.string(),
      identity,
      authorizer: z.optional(authorizer),
    }),
  }),
  deliver: (event, means) => {
    const { requestId, identity, authorizer } = event.requestContext;
    return deliverHttp(
      { ...event, headers: event.headers ?? {}, requestId, caller: callerOf(identity, authorizer) },
      means,
    );
  },
});
