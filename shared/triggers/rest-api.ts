import { hasTexts, memberOf } from '#shared/json/member-of';
import type { Caller } from '#shared/request';
import { signerOf, userOf } from '#shared/triggers/gateway-caller';
import { answerHttp, bodyOf, textOf } from '#shared/triggers/http';
import { defineTrigger } from '#shared/triggers/trigger';

/**
 * The result of an authoriser: the claims of a Cognito authoriser or, in payload 1.0, of an HTTP API's JWT authoriser,
 * or the context of a Lambda authoriser, which counts as claims. A REST API puts that context beside the `principalId`.
 */
const userIn = (authorizer: unknown): Caller | undefined =>
  userOf(memberOf(authorizer, 'claims')) ??
  userOf(memberOf(authorizer, 'jwt', 'claims')) ??
  userOf(memberOf(authorizer, 'lambda')) ??
  (hasTexts(authorizer, 'principalId') ? userOf(authorizer) : undefined);

/** The identity that signed the request (SigV4); all members are `null` if the method requires no signature. */
const signerIn = (identity: unknown): Caller | undefined =>
  signerOf(
    memberOf(identity, 'userArn'),
    memberOf(identity, 'cognitoIdentityId') ?? memberOf(identity, 'cognitoAuthenticationType'),
  );

/**
 * A REST API, or an HTTP API with payload 1.0: any event with a request context of API Gateway.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const restApi = defineTrigger({
  name: 'REST API, or HTTP API (payload 1.0)',
  read: (event) => {
    const context = memberOf(event, 'requestContext');
    if (!hasTexts(context, 'apiId') && !hasTexts(context, 'stage')) return undefined;
    return {
      method: textOf(event, 'httpMethod'),
      path: textOf(event, 'path'),
      body: bodyOf(event),
      requestId: textOf(context, 'requestId'),
      caller: userIn(memberOf(context, 'authorizer')) ?? signerIn(memberOf(context, 'identity')),
    };
  },
  handle: answerHttp,
});
