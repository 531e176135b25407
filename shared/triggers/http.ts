import { asFailure, type Failure } from '#shared/failures/failure';
import { problemOf } from '#shared/failures/problem';
import { decodeUtf8 } from '#shared/json/utf8';
import type { BodyText, Caller } from '#shared/request';
import { httpDeadlineOf } from '#shared/triggers/deadline';
import type { Means } from '#shared/triggers/trigger';

/** What the gateways' events have in common. */
export interface HttpEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded: boolean;
  /** The id that the gateway gave the request. */
  readonly requestId: string | undefined;
  /** Who the authoriser says is asking; left out where there is no authoriser. */
  readonly caller?: Caller | undefined;
}

/** An HTTP response, in the form that all gateways take. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const response = (statusCode: number, contentType: string, body: string): HttpResponse => ({
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
  const { headers, ...rest } = response(problem.status, 'application/problem+json', JSON.stringify(problem));
  const retryAfter = problem.retryAfter === undefined ? {} : { 'retry-after': `${problem.retryAfter}` };
  return { ...rest, headers: { ...headers, ...retryAfter } };
};

/** Gateways differ in the case that they leave header names in. */
const headerOf = ({ headers }: HttpEvent, name: string): string | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];

const bodyOf = (event: HttpEvent): BodyText => ({
  text: event.isBase64Encoded ? decodeUtf8(Buffer.from(event.body ?? '', 'base64')) : (event.body ?? ''),
  mediaType: headerOf(event, 'content-type'),
});

/** Answers an HTTP request: with Chat's own answer, byte for byte, or with a problem document. */
export const deliverHttp = async (event: HttpEvent, { context, answer }: Means): Promise<HttpResponse> => {
  try {
    const { text } = await answer({
      body: bodyOf(event),
      caller: event.caller ?? { kind: 'unknown' },
      deadline: httpDeadlineOf(context),
      trace: event.requestId === undefined ? {} : { gatewayRequestId: event.requestId },
    });
    return response(200, 'application/json', text);
  } catch (error) {
    return problemResponse(asFailure(error), context.awsRequestId);
  }
};
