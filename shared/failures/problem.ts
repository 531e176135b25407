import * as z from 'zod/mini';
import { type Failure, type FailureDescription, failureKinds } from '#shared/failures/failure';

/**
 * A failure in the form that callers read: a problem document (RFC 9457). Its extension members `ActionStatus`,
 * `ErrorCode` and `ErrorInfo` are Chat's own, so that a client written for Chat still works.
 */
export const problemSchema = () =>
  z.object({
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

/** A problem document. */
export type Problem = z.infer<ReturnType<typeof problemSchema>>;

/** The URI that names a kind of failure in `type`. */
export const problemType = (kind: string): string => `urn:chat-functions:failure:${kind}`;

const listOf = ({ faults, moreFaults }: Failure): string => {
  const listed = faults.map(({ pointer, detail }) => `${pointer || 'body'}: ${detail}`);
  return (moreFaults > 0 ? [...listed, `and ${moreFaults} more`] : listed).join('; ');
};

/**
 * Makes the problem document of a failure. It contains Chat's code and text, except for status 500 and 503, which
 * concern only operators. If there is no code, `ErrorCode` is the kind's own code or the HTTP status.
 *
 * @param instance the AWS request id, for finding the failure in the log
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
    ...(failure.retryAfterSeconds !== undefined && { retryAfter: failure.retryAfterSeconds }),
  };
};
