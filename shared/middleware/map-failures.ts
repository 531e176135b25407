import type { MiddlewareObj } from '@middy/core';
import { asFailure } from '#shared/failures/failure';
import type { Outcome, RequestInProgress } from '#shared/request';

/** Converts a thrown error to a failure, and makes it the outcome. No other code of the chain does. */
export const mapFailures = (): MiddlewareObj<RequestInProgress, Outcome> => ({
  onError: (request) => {
    request.response = { failure: asFailure(request.error) };
  },
});
