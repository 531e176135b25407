import { ChatFunctionsError } from '#shared/client/chat-functions-error';
import type { FailureKind } from '#shared/failures/failure';
import type { Problem } from '#shared/failures/problem';
import { isRecord } from '#shared/json/is-record';

interface NamedFailure {
  readonly kind: FailureKind;
  readonly problem: Problem;
}

const isNamed = (failure: { kind: unknown; problem: unknown }): failure is NamedFailure =>
  isRecord(failure.problem) && failure.problem.type === `urn:chat-functions:failure:${failure.kind}`;

const parse = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
};

/**
 * Reads the payload of a failed invocation, `{"errorType", "errorMessage"}`. The functions put a problem document into
 * `errorMessage`; a payload without one gives a `FunctionFailed`.
 *
 * @param requestId the AWS request id of the invocation
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export const readFailure = (payload: string, requestId: string | undefined): ChatFunctionsError => {
  const parsed = parse(payload);
  const { errorType, errorMessage } = isRecord(parsed) ? parsed : {};
  const failure = { kind: errorType, problem: parse(errorMessage) };
  if (!isNamed(failure)) {
    const name = typeof errorType === 'string' ? errorType : 'Unknown';
    const message = `The function failed (${name}): ${errorMessage ?? 'no reason given'}`;
    return new ChatFunctionsError({
      kind: 'FunctionFailed',
      message,
      status: 500,
      errorType: name,
      instance: requestId,
    });
  }
  const { kind, problem } = failure;
  return new ChatFunctionsError({
    kind,
    message: problem.detail,
    status: problem.status,
    errorCode: problem.ErrorCode,
    errorInfo: problem.ErrorInfo,
    faults: problem.errors,
    retryAfterSeconds: problem.retryAfter,
    instance: problem.instance,
  });
};
