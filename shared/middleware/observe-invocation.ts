import type { MiddlewareObj } from '@middy/core';
import type { Log } from '#shared/observability/log';
import type { Metrics } from '#shared/observability/metrics';

/** Adds the ids of the invocation to every log line, and writes the metrics at its end. */
export const observeInvocation = (log: Log, metrics: Metrics): MiddlewareObj => ({
  before: ({ context }) => {
    log.begin(context);
  },
  after: () => {
    metrics.flush();
  },
  onError: () => {
    metrics.flush();
  },
});
