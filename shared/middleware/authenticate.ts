import type { MiddlewareObj } from '@middy/core';
import { Failure } from '#shared/failures/failure';
import type { RequestInProgress } from '#shared/request';

/** Refuses a request that no authoriser has let in. Nothing switches this off: an open route stays shut. */
export const authenticate = (): MiddlewareObj<RequestInProgress> => ({
  before: ({ event }) => {
    if (event.caller.kind !== 'unknown') return;
    throw new Failure('Unauthorized', 'Sign the request (SigV4) or send a token: the route has to have an authoriser.');
  },
});
