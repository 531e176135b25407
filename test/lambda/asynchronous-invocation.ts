import { parseExactJson } from '#shared/json/exact-json';
import type { InvocationRecord } from '#test/lambda/function-configuration';
import type { LambdaFunction } from '#test/lambda/lambda-function';
import type { Invocation, Outcome } from '#test/lambda/runtime-api';

interface Ending {
  readonly invocation: Invocation;
  readonly outcome: Outcome;
  readonly attempts: number;
}

const recordOf = <Condition>(
  { invocation, outcome, attempts }: Ending,
  condition: Condition,
): InvocationRecord<Condition> => ({
  version: '1.0',
  timestamp: new Date().toISOString(),
  requestContext: {
    requestId: invocation.requestId,
    functionArn: `${invocation.functionArn}:$LATEST`,
    condition,
    approximateInvokeCount: attempts,
  },
  requestPayload: parseExactJson(invocation.payload),
  responseContext: {
    statusCode: 200,
    executedVersion: '$LATEST',
    ...(outcome.failed && { functionError: 'Unhandled' }),
  },
  responsePayload: parseExactJson(outcome.payload),
});

/**
 * Invokes a function asynchronously: retries a failure as often as configured, with the same request id, and sends the
 * record to the destination. It retries at once, whereas AWS waits one and two minutes.
 *
 * @throws the error of a destination, and an error when the function is closed meanwhile
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export const invokeAsynchronously = async (target: LambdaFunction, invocation: Invocation): Promise<void> => {
  const { asynchronousRetries = 2, onFailure, onSuccess } = target.configuration;
  let outcome = await target.invoke(invocation);
  let attempts = 1;
  for (; outcome.failed && attempts <= asynchronousRetries; attempts += 1) outcome = await target.invoke(invocation);
  const ending = { invocation, outcome, attempts };
  if (outcome.failed) await onFailure?.(recordOf(ending, 'RetriesExhausted'));
  else await onSuccess?.(recordOf(ending, 'Success'));
};
