import type { Api } from '#shared/define-api';
import { type FailureDescription, type FailureKind, failureKinds } from '#shared/failures/failure';
import { problemSchema, problemType } from '#shared/failures/problem';
import { failingAnswers } from '#test/openapi/failing-answers';
import { type ApiFailure, failuresOf } from '#test/openapi/failures-of';
import { json, jsonSchemaOf, reference } from '#test/openapi/json-schema';

const problemJson = 'application/problem+json';

/** The statuses that the gateway may answer by itself, before or instead of the function. */
const gatewayStatuses: readonly number[] = [401, 403, 413, 429, 500, 503];

const failureSchema = (kind: FailureKind) => {
  const { status, title, detail }: FailureDescription = failureKinds[kind];
  return {
    title,
    type: 'object',
    allOf: [
      reference('Problem'),
      {
        type: 'object',
        properties: {
          type: { type: 'string', const: problemType(kind) },
          title: { type: 'string', const: title },
          status: { type: 'integer', const: status },
          ...(detail !== undefined && { detail: { type: 'string', const: detail } }),
        },
      },
    ],
  };
};

/** The response of one status, for all kinds of failure that have it. */
const failingResponse = async (api: Api, failures: readonly ApiFailure[]) => {
  const [status] = failures.map(({ kind }) => failureKinds[kind].status);
  const schemas = failures.map(({ kind }) => reference(kind));
  const answers = (await Promise.all(failures.map((failure) => failingAnswers(api, failure)))).flat();
  const [only] = schemas;
  return {
    description: failures.map(({ kind }) => `${failureKinds[kind].title}.`).join(' '),
    ...(status === failureKinds.RateLimited.status && {
      headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
    }),
    content: {
      [problemJson]: {
        schema: schemas.length === 1 ? only : { oneOf: schemas },
        examples: Object.fromEntries(answers.map(({ name, ...example }) => [name, example])),
      },
      ...(status !== undefined &&
        gatewayStatuses.includes(status) && { [json]: { schema: reference('GatewayRefusal') } }),
    },
  };
};

/** The responses of an API when it fails, by status. */
export const failingResponses = async (api: Api, apis: readonly Api[]) => {
  const byStatus = Map.groupBy(failuresOf(api, apis), ({ kind }) => failureKinds[kind].status);
  const responses = [...byStatus].map(async ([status, failures]) => [status, await failingResponse(api, failures)]);
  return Object.fromEntries(await Promise.all(responses));
};

/** The schemas of all failures of the APIs, by name. */
export const failureSchemas = (apis: readonly Api[]) => {
  const kinds = apis.flatMap((api) => failuresOf(api, apis).map(({ kind }) => kind));
  return {
    Problem: {
      description: "A failure (RFC 9457), with Chat's `ActionStatus`, `ErrorCode` and `ErrorInfo` beside it.",
      ...jsonSchemaOf(problemSchema),
    },
    ...Object.fromEntries(kinds.map((kind) => [kind, failureSchema(kind)])),
    GatewayRefusal: {
      description: 'What API Gateway answers by itself: it did not let the call in, or could not reach the function.',
      type: 'object',
      properties: { message: { type: 'string' } },
    },
  };
};
