import type { MiddlewareObj } from '@middy/core';
import { asFailure, type Failure } from '#shared/failures/failure';
import type { Log, LogFields } from '#shared/observability/log';
import type { Metrics } from '#shared/observability/metrics';
import type { RequestInProgress } from '#shared/request';

/** Names of unknown fields are a caller's text: only what looks like a name of a field gets into the log. */
const loggable = (pointer: string): string => pointer.replaceAll(/\/(?!(?:\w{1,40})(?:\/|$))[^/]*/g, '/*');

/** Where an error came from. Its message stays out: it may quote what was being worked on. */
const originOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { name, message, stack = '' } = error;
  const trace = stack.slice(stack.indexOf(message) + message.length);
  const frames = trace.split('\n').filter((line) => line.startsWith('    at '));
  return [name, ...frames.map((line) => line.trim())].join(' ');
};

const failureFields = ({ kind, errorCode, message, action, faults, cause }: Failure): LogFields => ({
  kind,
  errorCode,
  reason: message,
  action,
  faults: faults.length > 0 ? faults.map(({ pointer, detail }) => `${loggable(pointer)}: ${detail}`) : undefined,
  cause: originOf(cause),
});

/** Writes one line for each request, and counts it: what came of it, what it cost, and what links it to where it came from. */
export const observeRequest = (log: Log, metrics: Metrics): MiddlewareObj<RequestInProgress> => {
  const describe = ({ trace, attempts, start }: RequestInProgress): LogFields => ({
    source: trace,
    attempts: attempts.length,
    duration: Date.now() - start,
    upstreamDuration: attempts.reduce((sum, { duration }) => sum + duration, 0),
  });
  return {
    after: ({ event }) => {
      log.info('Chat served the call', describe(event));
      metrics.request(event);
    },
    onError: ({ event, error }) => {
      const failure = asFailure(error);
      metrics.request({ ...event, failure });
      const fields = { ...describe(event), ...failureFields(failure) };
      if (failure.kind === 'Misconfigured' || failure.kind === 'InternalError') log.error('The call failed', fields);
      else log.warn('The call failed', fields);
    },
  };
};
