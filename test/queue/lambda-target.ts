import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { SQSEvent } from 'aws-lambda';

/** Makes the `invoke` of an event source mapping. It rejects with the function's error object as the message. */
export const lambdaTarget =
  (lambda: LambdaClient, functionName: string) =>
  async (event: SQSEvent): Promise<unknown> => {
    const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) });
    const { FunctionError, Payload } = await lambda.send(command);
    const payload = Payload?.transformToString() ?? 'null';
    if (FunctionError) throw new Error(payload);
    return JSON.parse(payload);
  };
