import type { MiddlewareObj } from '@middy/core';
import { Failure } from '#shared/failures/failure';
import type { Outcome, RequestInProgress } from '#shared/request';

/**
 * Turns an answer that is too large for the trigger into a failure that says so. A gateway would only report an error.
 */
export const fitAnswer = (): MiddlewareObj<RequestInProgress, Outcome> => ({
  after: ({ event: { room }, response }) => {
    if (!room || !response || 'failure' in response) return;
    const { text } = response.answer;
    const size = Buffer.byteLength(room.escaped ? JSON.stringify(text) : text);
    if (size <= room.bytes) return;
    throw new Failure(
      'PayloadTooLarge',
      `The answer has ${size} bytes, but the trigger can return only ${room.bytes}. Request fewer items per call.`,
    );
  },
});
