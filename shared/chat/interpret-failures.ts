import { checkAnswer } from '#shared/chat/answer';
import type { Answer, Call } from '#shared/chat/call';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';

/** Makes of an attempt's failure what it means for the call: an answer, or a failure that is thrown. */
export type InterpretFailure = (failure: Failure) => Answer;

/** The answer to a call that an earlier attempt has carried out. */
const done = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}';

const outcomeUnknown = ({ message, errorCode }: Failure): Failure =>
  new Failure(
    'OutcomeUnknown',
    `${message} Chat may have carried the call out all the same: look whether it did before you repeat it.`,
    { errorCode },
  );

/**
 * Makes the interpreter of one call's failures, by what the call does to Chat. After a fault of the moment nobody knows
 * whether Chat has carried a call out: one that adds ends as `OutcomeUnknown`, and on a retry of another one the code in
 * `doneWhen` says that an earlier attempt did it.
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
