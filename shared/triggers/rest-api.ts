import * as z from 'zod/mini';
import type { Caller } from '#shared/request';
import { answerHttp, httpParts, textPart } from '#shared/triggers/http';
import { signerOf } from '#shared/triggers/signer';
import { defineTrigger, ignored } from '#shared/triggers/trigger';

const claims = z.record(z.string(), z.unknown());

/** The identity that signed the request (SigV4); all members are `null` if the method requires no signature. */
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
 * The result of an authoriser: the claims of a Cognito authoriser or, in payload 1.0, of an HTTP API's JWT authoriser,
 * or the context of a Lambda authoriser, which counts as claims. A REST API puts that context beside the `principalId`.
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
 * A REST API, or an HTTP API with payload 1.0: any event with a request context of API Gateway.
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
