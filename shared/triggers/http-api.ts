import * as z from 'zod/mini';
import type { Caller } from '#shared/request';
import { answerHttp, httpParts, textPart } from '#shared/triggers/http';
import { signerOf } from '#shared/triggers/signer';
import { defineTrigger, ignored } from '#shared/triggers/trigger';

const claims = z.record(z.string(), z.unknown());

/**
 * The result of an authoriser: the identity that signed the request (SigV4), the claims of a verified token, or the
 * context of a Lambda authoriser, which counts as claims.
 */
const authorizer = z.union([
  z.pipe(
    z.object({
      iam: z.object({
        userArn: z.string().check(z.startsWith('arn:')),
        cognitoIdentity: z.optional(z.unknown()),
      }),
    }),
    z.transform(({ iam }): Caller => signerOf(iam.userArn, iam.cognitoIdentity)),
  ),
  z.pipe(
    z.object({ jwt: z.object({ claims }) }),
    z.transform(({ jwt }): Caller => ({ kind: 'user', claims: jwt.claims })),
  ),
  z.pipe(
    z.object({ lambda: claims }),
    z.transform(({ lambda }): Caller => ({ kind: 'user', claims: lambda })),
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
    ...httpParts,
    rawPath: textPart,
    requestContext: z.object({
      http: z.object({ method: textPart }),
      requestId: textPart,
      authorizer: z.optional(authorizer),
    }),
  }),
  handle: ({ requestContext: { http, requestId, authorizer: caller }, rawPath: path, ...event }, trigger) =>
    answerHttp({ ...event, method: http.method, path, requestId, caller }, trigger),
});
