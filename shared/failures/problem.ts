import * as z from 'zod/mini';
import { type Failure, type FailureDescription, type Fault, failureKinds } from '#shared/failures/failure';

/**
 * A failure as callers read it: a problem document (RFC 9457) with Chat's own `ActionStatus`, `ErrorCode` and
 * `ErrorInfo` as extension members, so that a client that knows only Chat's fields still works.
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  ActionStatus: z.literal('FAIL'),
  ErrorCode: z.int(),
  ErrorInfo: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
  retryAfter: z.optional(z.int()),
});

/** A failure as callers read it. */
export type Problem = z.infer<typeof problemSchema>;

/** The URI that names a kind of failure in `type`. */
export const problemType = (kind: string): string => `urn:chat-functions:failure:${kind}`;

const listOf = (faults: readonly Fault[]): string =>
  faults.map(({ pointer, detail }) => `${pointer || 'body'}: ${detail}`).join('; ');

/**
 * Makes the problem document of a failure. The reason is told only where it is the caller's business; `ErrorCode` is
 * Chat's code where there is one to tell, and the HTTP status otherwise.
 *
 * @param instance the AWS request id, which finds the failure in the log
 */
export const problemOf = (failure: Failure, instance: string): Problem => {
  const { status, title, errorCode = status, ...description }: FailureDescription = failureKinds[failure.kind];
  const detail = description.detail ?? failure.errorInfo ?? failure.message;
  return {
    type: problemType(failure.kind),
    title,
    status,
    detail,
    instance,
    ActionStatus: 'FAIL',
    ErrorCode: (status === 500 ? undefined : failure.errorCode) ?? errorCode,
    ErrorInfo: listOf(failure.faults) || detail,
    ...(failure.faults.length > 0 && { errors: [...failure.faults] }),
    ...(failure.retryAfterSeconds !== undefined && { retryAfter: failure.retryAfterSeconds }),
  };
};
