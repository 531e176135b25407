import { isRecord } from '#shared/json/is-record';
import { memberOf } from '#shared/json/member-of';
import type { Caller } from '#shared/request';
import { signerOf, userOf } from '#shared/triggers/gateway-caller';
import { answerHttp, bodyOf, textOf } from '#shared/triggers/http';
import { defineTrigger } from '#shared/triggers/trigger';

/**
 * The result of an authoriser: the identity that signed the request (SigV4), the claims of a verified token, or the
 * context of a Lambda authoriser, which counts as claims.
 */
const callerOf = (authorizer: unknown): Caller | undefined =>
  signerOf(memberOf(authorizer, 'iam', 'userArn'), memberOf(authorizer, 'iam', 'cognitoIdentity')) ??
  userOf(memberOf(authorizer, 'jwt', 'claims')) ??
  userOf(memberOf(authorizer, 'lambda'));

/**
 * An HTTP API (payload 2.0) or a function URL.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const httpApi = defineTrigger({
  name: 'HTTP API (payload 2.0) or function URL',
  read: (event) => {
    const context = memberOf(event, 'requestContext');
    if (!isRecord(memberOf(context, 'http'))) return undefined;
    return {
      method: textOf(context, 'http', 'method'),
      path: textOf(event, 'rawPath'),
      body: bodyOf(event),
      requestId: textOf(context, 'requestId'),
      caller: callerOf(memberOf(context, 'authorizer')),
    };
  },
  handle: answerHttp,
});
