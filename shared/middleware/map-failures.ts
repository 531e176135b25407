import type { MiddlewareObj } from '@middy/core';
import { asFailure } from '#shared/failures/failure';
import type { Outcome, RequestInProgress } from '#shared/request';

/** Makes a failure of whatever was thrown, and the outcome of it. It is the only place that does. */
export const mapFailures = (): MiddlewareObj<RequestInProgress, Outcome> => ({
  onError: (request) => {
    request.response = { failure: asFailure(request.error) };
  },
});
