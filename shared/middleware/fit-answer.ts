import type { MiddlewareObj } from '@middy/core';
import { Failure } from '#shared/failures/failure';
import type { Outcome, RequestInProgress } from '#shared/request';

/** Turns an answer that the way back cannot carry into a failure that says so. A gateway would only say that it failed. */
export const fitAnswer = (): MiddlewareObj<RequestInProgress, Outcome> => ({
  after: ({ event: { room }, response }) => {
    if (!room || !response || 'failure' in response) return;
    const { text } = response.answer;
    const size = Buffer.byteLength(room.escaped ? JSON.stringify(text) : text);
    if (size <= room.bytes) return;
    throw new Failure(
      'PayloadTooLarge',
      `The answer takes ${size} bytes, and the way back carries ${room.bytes}: ask for fewer at a time.`,
    );
  },
});
