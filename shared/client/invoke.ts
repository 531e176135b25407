import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { abortable } from '#shared/client/abortable';
import { ChatFunctionsError } from '#shared/client/chat-functions-error';
import { parseAnswer } from '#shared/client/parse-answer';
import { readFailure } from '#shared/client/read-failure';

/** The function to invoke, and its input. */
export interface Invocation {
  readonly lambda: Pick<LambdaClient, 'send'>;
  /** A name or an ARN, with or without a version or alias. */
  readonly functionName: string;
  readonly request: object;
  readonly signal: AbortSignal | undefined;
}

const isAnswer = <Answer>(value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'ActionStatus' in value && value.ActionStatus === 'OK';

/**
 * Invokes a function and waits for Chat's answer.
 *
 * @throws {ChatFunctionsError} when the function fails, or its answer is not one of Chat's
 * @throws the AWS SDK's error when Lambda rejects the invocation or does not answer
 * @throws the signal's reason when it is aborted; the function itself keeps running
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
    message: `${functionName} returned no answer of Chat. Check that it is one of the Chat functions.`,
    status: 500,
    instance: requestId,
  });
};
