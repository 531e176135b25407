import * as z from 'zod/mini';
import { Failure } from '#shared/failures/failure';
import { problemOf } from '#shared/failures/problem';
import { decodeUtf8 } from '#shared/json/utf8';
import type { BodyText, Caller, Room } from '#shared/request';
import { httpDeadlineOf } from '#shared/triggers/deadline';
import { rooms } from '#shared/triggers/room';
import type { TriggerContext } from '#shared/triggers/trigger';

/**
 * The parts of an event that gateways have in common. Where one is missing or odd the event stays one of HTTP: it must
 * never pass for a direct invocation, which is trusted.
 */
export const httpParts = {
  headers: z.catch(z.record(z.string(), z.unknown()), {}),
  body: z.catch(z.string(), ''),
  isBase64Encoded: z.catch(z.boolean(), false),
};

/** A text of an event, or `''`. */
export const textPart = z.catch(z.string(), '');

/** What the gateways' events come down to. */
export interface HttpEvent {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly isBase64Encoded: boolean;
  /** The id that the gateway gave the request. */
  readonly requestId: string;
  /** Who the authoriser says is asking; left out where there is no authoriser. */
  readonly caller?: Caller | undefined;
  /** What the gateway can carry; Lambda's own limit unless given. */
  readonly room?: Room;
  /** Why the gateway's event is not accepted, whatever it asks for. */
  readonly refusal?: Failure;
}

/** An HTTP response, in the form that all gateways take. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response that nobody may keep. */
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

/** A stage, or the base path of a domain, may stand before the path of the API. */
const refusalOf = ({ method, path }: HttpEvent, { api }: TriggerContext): Failure | undefined => {
  const detail = `This function serves POST ${api.path}.`;
  if (!path.endsWith(api.path)) return new Failure('NotFound', detail);
  return method === 'POST' ? undefined : new Failure('MethodNotAllowed', detail);
};

const bodyOf = ({ body, isBase64Encoded }: HttpEvent): BodyText => ({
  text: isBase64Encoded ? decodeUtf8(Buffer.from(body, 'base64')) : body,
});

/**
 * Answers an HTTP request: with Chat's own answer, byte for byte, or with a problem document. The status is 207 where Chat
 * served the call and some of its items failed.
 */
export const answerHttp = async (event: HttpEvent, trigger: TriggerContext): Promise<HttpResponse> => {
  const outcome = await trigger.answer({
    body: bodyOf(event),
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
