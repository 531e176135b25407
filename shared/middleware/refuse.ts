import type { MiddlewareObj } from '@middy/core';
import type { RequestInProgress } from '#shared/request';

/** Throws the trigger's refusal, so that it is logged, counted and answered like every other failure. */
export const refuse = (): MiddlewareObj<RequestInProgress> => ({
  before: ({ event: { refusal } }) => {
    if (refusal) throw refusal;
  },
});
