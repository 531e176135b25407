import * as z from 'zod/mini';
import type { Caller } from '#shared/request';
import { answerHttp, httpParts, textPart } from '#shared/triggers/http';
import { signerOf } from '#shared/triggers/signer';
import { defineTrigger, ignored } from '#shared/triggers/trigger';

const claims = z.record(z.string(), z.unknown());

/** Who signed the request (SigV4); all `null` where the method does not ask for a signature. */
const signer = z.union([
  z.pipe(
    z.object({
      userArn: z.string().check(z.startsWith('arn:')),
      cognitoIdentityId: z.optional(z.unknown()),
      cognitoAuthenticationType: z.optional(z.unknown()),
    }),
    z.transform(
      ({ userArn, cognitoIdentityId, cognitoAuthenticationType }): Caller =>
        signerOf(userArn, cognitoIdentityId ?? cognitoAuthenticationType),
    ),
  ),
  ignored,
]);

const toUser = (claims: Readonly<Record<string, unknown>>): Caller => ({ kind: 'user', claims });

/**
 * What an authoriser leaves of a token that it has verified: Cognito's or, in payload 1.0, an HTTP API's claims, or the
 * context of a Lambda authoriser, which stands for claims. A REST API puts that flat beside the `principalId`.
 */
const authorizer = z.union([
  z.pipe(
    z.object({ claims }),
    z.transform(({ claims }) => toUser(claims)),
  ),
  z.pipe(
    z.object({ jwt: z.object({ claims }) }),
    z.transform(({ jwt }) => toUser(jwt.claims)),
  ),
  z.pipe(
    z.object({ lambda: claims }),
    z.transform(({ lambda }) => toUser(lambda)),
  ),
  z.pipe(
    z.looseObject({ principalId: z.string() }),
    z.transform((context) => toUser(context)),
  ),
  ignored,
]);

const gateway = { identity: z.optional(signer), authorizer: z.optional(authorizer), requestId: textPart };

/**
 * A REST API, or an HTTP API with payload 1.0. Whatever has a request context of API Gateway is one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const restApi = defineTrigger({
  name: 'REST API, or HTTP API (payload 1.0)',
  event: z.object({
    ...httpParts,
    httpMethod: textPart,
    path: textPart,
    requestContext: z.union([z.object({ ...gateway, apiId: z.string() }), z.object({ ...gateway, stage: z.string() })]),
  }),
  handle: ({ requestContext: { requestId, identity, authorizer }, httpMethod: method, ...event }, trigger) =>
    answerHttp({ ...event, method, requestId, caller: authorizer ?? identity }, trigger),
});
