import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { abortable } from '#shared/client/abortable';
import { ChatFunctionsError } from '#shared/client/chat-functions-error';
import { parseAnswer } from '#shared/client/parse-answer';
import { readFailure } from '#shared/client/read-failure';

/** One call of a function. */
export interface Invocation {
  readonly lambda: Pick<LambdaClient, 'send'>;
  /** Name or ARN, with or without a version or alias. */
  readonly functionName: string;
  readonly request: object;
  readonly signal: AbortSignal | undefined;
}

const isAnswer = <Answer>(value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'ActionStatus' in value && value.ActionStatus === 'OK';

/**
 * Invokes a function and waits for Chat's answer.
 *
 * @throws {ChatFunctionsError} the function failed, or answered something that is not Chat's
 * @throws the error of the AWS SDK when the function was not invoked, or its answer did not arrive
 * @throws the signal's reason once it is aborted; the function itself runs on
 */
export const invoke = async <Answer>({ lambda, functionName, request, signal }: Invocation): Promise<Answer> => {
  const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) });
  const output = await abortable(signal, () => lambda.send(command, signal ? { abortSignal: signal } : {}));
  const payload = output.Payload?.transformToString() || 'null';
  const { requestId } = output.$metadata;
  if (output.FunctionError !== undefined) throw readFailure(payload, requestId);
  const answer = parseAnswer(payload);
  if (isAnswer<Answer>(answer)) return answer;
  throw new ChatFunctionsError({
    kind: 'FunctionFailed',
    message: `${functionName} did not answer as one of the Chat functions does.`,
    status: 500,
    instance: requestId,
  });
};
