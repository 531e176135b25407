import type { MiddlewareObj } from '@middy/core';
import type { Log } from '#shared/log';

/** Puts the ids of the invocation on every line of the log. */
export const observeInvocation = (log: Log): MiddlewareObj => ({
  before: ({ context }) => log.begin(context),
});
