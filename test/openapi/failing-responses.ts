import type { Api } from '#shared/define-api';
import { Failure, type FailureDescription, type FailureKind, failureKinds } from '#shared/failures/failure';
import { problemOf, problemSchema, problemType } from '#shared/failures/problem';
import { type ApiFailure, failuresOf } from '#test/openapi/failures-of';
import { type JsonSchema, jsonSchemaOf } from '#test/openapi/json-schema';

const problemJson = 'application/problem+json';

/** Names a part of the document. */
export const reference = (section: 'schemas' | 'responses', name: string) => ({
  $ref: `#/components/${section}/${name}`,
});

/** The statuses that the gateway may answer by itself, before or instead of the function. */
const gatewayStatuses: readonly number[] = [401, 403, 413, 429, 500, 503];

const statusOf = ({ kind }: ApiFailure): number => failureKinds[kind].status;

/** The name of a shared response: the kinds of failure that have its status. */
const nameOf = (failures: readonly ApiFailure[]): string => failures.map(({ kind }) => kind).join('Or');

const titleOf = (failures: readonly ApiFailure[]): string =>
  failures.map(({ kind }) => `${failureKinds[kind].title}.`).join(' ');

const describe = (failures: readonly ApiFailure[]): string =>
  [
    titleOf(failures),
    ...failures.flatMap(({ codes }) => codes.map(({ code, meaning }) => `- ${code}: ${meaning}`)),
  ].join('\n');

const byStatus = (api: Api, apis: readonly Api[]) => Map.groupBy(failuresOf(api, apis), statusOf);

/** The responses of an API when it fails, by status: shared ones, each with the codes of the API's own that lead there. */
export const failingResponses = (api: Api, apis: readonly Api[]) =>
  Object.fromEntries(
    [...byStatus(api, apis)].map(([status, failures]) => [
      status,
      { ...reference('responses', nameOf(failures)), description: describe(failures) },
    ]),
  );

const fault = { pointer: '/From_Account', detail: 'expected a string, got nothing' };

const exampleOf = (kind: FailureKind): object =>
  problemOf(
    new Failure(kind, `${failureKinds[kind].title}.`, {
      ...(kind === 'InvalidRequest' && { errorCode: 50002, faults: [fault] }),
      ...(kind === 'RateLimited' && { retryAfterSeconds: 1 }),
    }),
    '5f8d1c1e-0c53-4e43-9d0a-0a8a6a3f2b71',
  );

const responseOf = (status: number, failures: readonly ApiFailure[]) => {
  const [schema, ...others] = failures.map(({ kind }) => reference('schemas', kind));
  return {
    description: titleOf(failures),
    ...(status === failureKinds.RateLimited.status && {
      headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } } },
    }),
    content: {
      [problemJson]: {
        schema: others.length === 0 ? schema : { oneOf: [schema, ...others] },
        examples: Object.fromEntries(failures.map(({ kind }) => [kind, { value: exampleOf(kind) }])),
      },
      ...(gatewayStatuses.includes(status) && {
        'application/json': { schema: reference('schemas', 'GatewayRefusal') },
      }),
    },
  };
};

/** The responses that the APIs share, by name. */
export const sharedResponses = (apis: readonly Api[]) =>
  Object.fromEntries(
    apis.flatMap((api) =>
      [...byStatus(api, apis)].map(([status, failures]) => [nameOf(failures), responseOf(status, failures)]),
    ),
  );

const failureSchema = (kind: FailureKind) => {
  const { status, title, detail }: FailureDescription = failureKinds[kind];
  return {
    title,
    allOf: [
      reference('schemas', 'Problem'),
      {
        type: 'object',
        properties: {
          type: { type: 'string', enum: [problemType(kind)] },
          title: { type: 'string', enum: [title] },
          status: { type: 'integer', enum: [status] },
          ...(detail !== undefined && { detail: { type: 'string', enum: [detail] } }),
        },
      },
    ],
  };
};

/** A problem document may have further members. */
const open = ({ additionalProperties: _, ...schema }: JsonSchema): JsonSchema => schema;

/** The schemas of all failures of the APIs, by name. */
export const failureSchemas = (apis: readonly Api[]) => {
  const kinds = apis.flatMap((api) => failuresOf(api, apis).map(({ kind }) => kind));
  return {
    Problem: {
      description: "A failure (RFC 9457), with Chat's `ActionStatus`, `ErrorCode` and `ErrorInfo` beside it.",
      ...open(jsonSchemaOf(problemSchema())),
    },
    ...Object.fromEntries(kinds.map((kind) => [kind, failureSchema(kind)])),
    GatewayRefusal: {
      description: 'What API Gateway answers by itself: it did not let the call in, or could not reach the function.',
      type: 'object',
      properties: { message: { type: 'string' } },
    },
  };
};
