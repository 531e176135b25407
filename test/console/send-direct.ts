import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { isRecord } from '#shared/json/is-record';
import { type Ending, endWithout, readMarks, type Send } from '#test/console/ending';
import type { LocalAddresses } from '#test/local/addresses';
import { credentials } from '#test/local/aws-account';

const functionError = z.object({ errorType: z.string(), errorMessage: z.string() });

/** The payload of a failed invocation: the functions put a problem document into its message. */
const failed = (payload: string): Ending => {
  const { data } = functionError.safeParse(JSON.parse(payload));
  return {
    verdict: 'failed',
    title: data?.errorType ?? 'Function error',
    headers: {},
    body: payload,
    ...readMarks(data?.errorMessage ?? ''),
  };
};

const served = (payload: string): Ending => {
  const marks = readMarks(payload);
  return {
    verdict: marks.failedItems.length > 0 ? 'partly' : 'done',
    title: 'OK',
    headers: {},
    body: payload,
    ...marks,
  };
};

/** Invokes functions directly and waits for the answer, as another Lambda does. */
export const sendDirect = ({ lambda: endpoint, region }: LocalAddresses): Send => {
  const lambda = new LambdaClient({ endpoint, region, credentials, maxAttempts: 1 });
  return async ({ address, body }) => {
    try {
      const { Payload, FunctionError } = await lambda.send(
        new InvokeCommand({ FunctionName: address.functionName, Payload: Buffer.from(body) }),
      );
      const payload = Payload?.transformToString() ?? '';
      return FunctionError ? failed(payload) : served(payload);
    } catch (error) {
      // Lambda refused the invocation, for example because the payload is not JSON.
      if (isRecord(error) && isRecord(error.$metadata)) return endWithout(`${error.name}`, `${error.message}`);
      throw error;
    }
  };
};
