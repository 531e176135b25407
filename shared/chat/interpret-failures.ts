import { checkAnswer } from '#shared/chat/answer';
import type { Answer, Call } from '#shared/chat/call';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';

/** Decides what the failure of an attempt means for the call: returns an answer, or throws a failure. */
export type InterpretFailure = (failure: Failure) => Answer;

/** The answer to a call that Chat carried out in an earlier attempt. */
const done = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}';

const outcomeUnknown = ({ message, errorCode }: Failure): Failure =>
  new Failure(
    'OutcomeUnknown',
    `${message} Chat may have carried out the call. Check whether it did before you repeat it.`,
    { errorCode },
  );

/**
 * Creates the interpreter of one call's failures, according to the call's effect. After a transient fault it is unknown
 * whether Chat carried out the call. A call that adds then fails with `OutcomeUnknown`. On a retry of any other call,
 * the code in `doneWhen` shows that an earlier attempt succeeded.
 */
export const createFailureInterpreter = (
  { effect, doneWhen }: Pick<Api, 'effect' | 'doneWhen'>,
  { request }: Pick<Call, 'request'>,
): InterpretFailure => {
  let mayBeDone = false;

  const isDone = ({ errorCode }: Failure): boolean =>
    mayBeDone &&
    doneWhen !== undefined &&
    errorCode === doneWhen.errorCode &&
    doneWhen.request?.safeParse(request).success !== false;

  return (failure) => {
    if (isDone(failure)) return checkAnswer(done);
    mayBeDone ||= failure.recovery === 'retry';
    throw effect === 'adds' && failure.recovery === 'retry' ? outcomeUnknown(failure) : failure;
  };
};
