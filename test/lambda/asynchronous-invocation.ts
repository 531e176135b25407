import type { FailureRecord } from '#test/lambda/function-configuration';
import type { LambdaFunction } from '#test/lambda/lambda-function';
import type { Invocation, Outcome } from '#test/lambda/runtime-api';

const attempts = 3;

const failureRecord = ({ requestId, functionArn, payload }: Invocation, outcome: Outcome): FailureRecord => ({
  version: '1.0',
  timestamp: new Date().toISOString(),
  requestContext: {
    requestId,
    functionArn: `${functionArn}:$LATEST`,
    condition: 'RetriesExhausted',
    approximateInvokeCount: attempts,
  },
  requestPayload: JSON.parse(payload),
  responseContext: {
    statusCode: 200,
    executedVersion: '$LATEST',
    functionError: 'Unhandled',
  },
  responsePayload: JSON.parse(outcome.payload),
});

/**
 * Invokes a function as the queue behind asynchronous invocations does: up to three times, with the same request id, and at
 * once where AWS waits one and two minutes. What failed three times goes to the on-failure destination.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function invokeAsynchronously(target: LambdaFunction, invocation: Invocation): Promise<void> {
  let outcome = await target.invoke(invocation);
  for (let attempt = 2; outcome.failed && attempt <= attempts; attempt += 1) outcome = await target.invoke(invocation);
  if (outcome.failed) target.configuration.onFailure?.(failureRecord(invocation, outcome));
}
