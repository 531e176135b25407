import type { MiddlewareObj } from '@middy/core';
import { asFailure } from '#shared/failures/failure';
import type { RequestInProgress } from '#shared/request';

/** Makes a `Failure` of whatever was thrown, so that nothing outside has to know another error. */
export const mapFailures = (): MiddlewareObj<RequestInProgress> => ({
  onError: (request) => {
    request.error = asFailure(request.error);
  },
});
