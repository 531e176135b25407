import { Failure } from '#shared/failures/failure';
import { problemOf } from '#shared/failures/problem';
import { memberOf } from '#shared/json/member-of';
import { decodeUtf8 } from '#shared/json/utf8';
import type { BodyText, Caller, Room } from '#shared/request';
import { httpDeadlineOf } from '#shared/triggers/deadline';
import { rooms } from '#shared/triggers/room';
import type { TriggerContext } from '#shared/triggers/trigger';

/**
 * A text member of a gateway's event, by the names that lead to it. A missing or malformed member is `''`, so that an
 * HTTP event is never taken for a direct invocation, which is trusted.
 */
export const textOf = (event: unknown, ...path: readonly string[]): string => {
  const member = memberOf(event, ...path);
  return typeof member === 'string' ? member : '';
};

/** The body of a gateway's event. */
export const bodyOf = (event: unknown): BodyText => {
  const text = textOf(event, 'body');
  return { text: memberOf(event, 'isBase64Encoded') === true ? decodeUtf8(Buffer.from(text, 'base64')) : text };
};

/** An HTTP request, independent of the gateway. */
export interface HttpEvent {
  readonly method: string;
  readonly path: string;
  readonly body: BodyText;
  /** The gateway's request id. */
  readonly requestId: string;
  /** The caller that the authoriser identified; left out if there is no authoriser. */
  readonly caller?: Caller | undefined;
  /** The limits of the gateway's response. Default: Lambda's own. */
  readonly room?: Room;
  /** Why the event is rejected, whatever the request. */
  readonly refusal?: Failure;
}

/** An HTTP response in the format that all gateways accept. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Makes a response that nobody may cache. */
export const responseOf = (statusCode: number, contentType: string, body: string): HttpResponse => ({
  statusCode,
  headers: {
    'content-type': `${contentType}; charset=utf-8`,
    'cache-control': 'no-store',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  },
  body,
});

const problemResponse = (failure: Failure, instance: string): HttpResponse => {
  const problem = problemOf(failure, instance);
  const { headers, ...rest } = responseOf(problem.status, 'application/problem+json', JSON.stringify(problem));
  return {
    ...rest,
    headers: {
      ...headers,
      ...(problem.retryAfter !== undefined && { 'retry-after': `${problem.retryAfter}` }),
      ...(failure.kind === 'MethodNotAllowed' && { allow: 'POST' }),
    },
  };
};

/** The request's path may begin with a stage or the base path of a domain. */
const refusalOf = ({ method, path }: HttpEvent, { api }: TriggerContext): Failure | undefined => {
  const detail = `This function handles POST ${api.path}.`;
  if (!path.endsWith(api.path)) return new Failure('NotFound', detail);
  return method === 'POST' ? undefined : new Failure('MethodNotAllowed', detail);
};

/**
 * Answers an HTTP request with Chat's own answer, byte for byte, or with a problem document. The status is 207 if the
 * call succeeded but some of its items failed.
 */
export const answerHttp = async (event: HttpEvent, trigger: TriggerContext): Promise<HttpResponse> => {
  const outcome = await trigger.answer({
    body: event.body,
    caller: event.caller ?? { kind: 'unknown' },
    deadline: httpDeadlineOf(trigger),
    trace: event.requestId === '' ? {} : { gatewayRequestId: event.requestId },
    refusal: event.refusal ?? refusalOf(event, trigger),
    room: event.room ?? rooms.gateway,
  });
  if ('failure' in outcome) return problemResponse(outcome.failure, trigger.context.awsRequestId);
  const { text, failedItems } = outcome.answer;
  return responseOf(failedItems.length > 0 ? 207 : 200, 'application/json', text);
};
