import * as z from 'zod/mini';
import { checkAnswer } from '#shared/chat/answer';
import type { ChatClient } from '#shared/chat/call';
import type { Api } from '#shared/define-api';
import { Failure, type FailureKind, failureKinds } from '#shared/failures/failure';
import { serve } from '#shared/serve';
import type { ApiFailure, NumberedCode } from '#test/openapi/failures-of';
import { readSample } from '#test/read-sample';
import { contextOf, createKeptLog, httpEventOf, noMetrics } from '#test/served-api';

/** An answer for the document: a name for it, what leads to it, and the problem document. */
export interface FailingAnswer {
  readonly name: string;
  readonly summary: string;
  readonly value: unknown;
}

interface Provocation {
  readonly name: string;
  readonly summary: string;
  readonly event?: object;
  /** What Chat does when it is asked. */
  readonly ask?: () => void;
}

const withAuthorizer = (event: ReturnType<typeof httpEventOf>, authorizer: object | undefined) => ({
  ...event,
  requestContext: { ...event.requestContext, authorizer },
});

/** The failures that a request brings about, whatever Chat says. */
const wrongRequests = (sample: string): Partial<Record<FailureKind, Pick<Provocation, 'summary' | 'event'>>> => ({
  InvalidRequest: { summary: 'Required fields are missing', event: httpEventOf('{}') },
  Unauthorized: {
    summary: 'The route has no authoriser',
    event: withAuthorizer(httpEventOf(sample), undefined),
  },
  Forbidden: {
    summary: 'The token is for something else',
    event: withAuthorizer(httpEventOf(sample), { jwt: { claims: { sub: 'somebody' } } }),
  },
  PayloadTooLarge: { summary: 'The body is too large', event: httpEventOf(' '.repeat(2 ** 20 + 1)) },
  UnsupportedMediaType: {
    summary: 'The content type is another',
    event: httpEventOf(sample, { 'content-type': 'text/plain' }),
  },
});

const refusal = ({ code, meaning }: NumberedCode): Provocation => ({
  name: `${code}`,
  summary: `Chat: ${meaning}`,
  ask: () => checkAnswer(JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: '' })),
});

const provocationsOf = (api: Api, { kind, codes }: ApiFailure): readonly Provocation[] => {
  const { title } = failureKinds[kind];
  const wrongRequest = wrongRequests(JSON.stringify(readSample(api.name).request))[kind];
  const isOwn = ({ code }: NumberedCode) => api.errorCodes.includes(code);
  const own = codes.filter(isOwn).map(refusal);
  if (wrongRequest) return [{ name: kind, ...wrongRequest }, ...own];
  if (own.length > 0) return own;
  const [general] = codes;
  if (general) return [{ ...refusal(general), name: kind }];
  const fail = () => {
    throw new Failure(kind, `${title}.`);
  };
  return [{ name: kind, summary: title, ask: fail }];
};

const responseSchema = z.object({ body: z.string() });

/**
 * What a function answers when it fails in this way, for each of its own codes that lead there: real answers, made by the
 * function itself.
 */
export const failingAnswers = (api: Api, failure: ApiFailure): Promise<readonly FailingAnswer[]> =>
  Promise.all(
    provocationsOf(api, failure).map(async ({ name, summary, ask, event }) => {
      const chat: ChatClient = {
        call: async () => {
          ask?.();
          throw new Error(`${name} does not make ${api.name} fail.`);
        },
      };
      const handler = serve(api, { chat, log: createKeptLog(), metrics: noMetrics, userClaim: 'sub' });
      const context = { ...contextOf(), awsRequestId: '5f8d1c1e-0c53-4e43-9d0a-0a8a6a3f2b71' };
      const response = await handler(event ?? httpEventOf(JSON.stringify(readSample(api.name).request)), context);
      return { name, summary, value: JSON.parse(responseSchema.parse(response).body) };
    }),
  );
