import * as z from 'zod/mini';
import { type Failure, type FailureDescription, failureKinds } from '#shared/failures/failure';

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

const listOf = ({ faults, moreFaults }: Failure): string => {
  const told = faults.map(({ pointer, detail }) => `${pointer || 'body'}: ${detail}`);
  return (moreFaults > 0 ? [...told, `and ${moreFaults} more`] : told).join('; ');
};

/**
 * Makes the problem document of a failure. The caller reads Chat's code and text, unless they are about our credentials or
 * a mistake of ours (status 500 and 503). Where Chat said nothing, `ErrorCode` is the HTTP status.
 *
 * @param instance the AWS request id, which finds the failure in the log
 */
export const problemOf = (failure: Failure, instance: string): Problem => {
  const { status, title, errorCode = status, ...description }: FailureDescription = failureKinds[failure.kind];
  const chat = status === 500 || status === 503 ? undefined : failure;
  const detail = chat?.errorInfo ?? description.detail ?? failure.message;
  return {
    type: problemType(failure.kind),
    title,
    status,
    detail,
    instance,
    ActionStatus: 'FAIL',
    ErrorCode: chat?.errorCode ?? errorCode,
    ErrorInfo: listOf(failure) || detail,
    ...(failure.faults.length > 0 && { errors: [...failure.faults] }),
    ...(failure.retryAfterSeconds !== undefined && { retryAfter: Math.max(1, failure.retryAfterSeconds) }),
  };
};
