import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '#test/lambda/lambda-function';

/** Milliseconds in which the last messages have come through the pipe: an answer takes another way. */
const delay = 30;

const maximumBytes = 4096;

/**
 * The end of an invocation's log as the Invoke API hands it out: base64 of at most 4 KB.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const logTailOf = async (requestId: string, { printed }: Pick<Result, 'printed'>): Promise<string> => {
  await wait(delay);
  const lines = [`START RequestId: ${requestId} Version: $LATEST`, ...printed, `END RequestId: ${requestId}`, ''];
  return Buffer.from(lines.join('\n')).subarray(-maximumBytes).toString('base64');
};
