import { asFailure, type Failure } from '#shared/failures';
import { problemOf } from '#shared/problem';
import type { ChatRequest } from '#shared/request';
import type { Means } from '#shared/triggers/trigger';

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

/** Answers a request over HTTP: with Chat's own answer, byte for byte, or with a problem document. */
export const deliverHttp = async ({
  request,
  context,
  answer,
}: Means & { readonly request: ChatRequest }): Promise<HttpResponse> => {
  try {
    const { text } = await answer(request);
    return response(200, 'application/json', text);
  } catch (error) {
    return problemResponse(asFailure(error), context.awsRequestId);
  }
};
