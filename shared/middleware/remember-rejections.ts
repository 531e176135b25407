import type { MiddlewareObj } from '@middy/core';
import { asFailure, type Failure } from '#shared/failures/failure';
import type { RequestInProgress } from '#shared/request';

const remembered = 1_000;

/**
 * Refuses a request that failed for good when its source delivers it again, without asking Chat again. Queues and
 * asynchronous invocations do that until the request ends in the dead-letter queue.
 */
export const rememberRejections = (): MiddlewareObj<RequestInProgress> => {
  const rejections = new Map<string, Failure>();
  return {
    before: ({ event }) => {
      const rejection = event.id === undefined ? undefined : rejections.get(event.id);
      if (rejection) throw rejection;
    },
    onError: ({ event, error }) => {
      const failure = asFailure(error);
      if (event.id === undefined || failure.transient || rejections.has(event.id)) return;
      const [oldest] = rejections.keys();
      if (rejections.size >= remembered && oldest !== undefined) rejections.delete(oldest);
      rejections.set(event.id, failure);
    },
  };
};
