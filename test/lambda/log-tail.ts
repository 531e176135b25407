import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '#test/lambda/lambda-function';

/** In milliseconds: how long the last messages may take through the pipe, which the answer does not use. */
const delay = 30;

const maximumBytes = 4096;

/**
 * The end of an invocation's log in the format of the Invoke API: base64 of at most 4 KB.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const logTailOf = async (requestId: string, { printed }: Pick<Result, 'printed'>): Promise<string> => {
  await wait(delay);
  const lines = [`START RequestId: ${requestId} Version: $LATEST`, ...printed, `END RequestId: ${requestId}`, ''];
  return Buffer.from(lines.join('\n')).subarray(-maximumBytes).toString('base64');
};
