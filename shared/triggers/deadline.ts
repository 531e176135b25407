import type { TriggerContext } from '#shared/triggers/trigger';

/** In milliseconds: the time reserved for writing the reply. */
const margin = 500;

/** In milliseconds: the timeout of a gateway, less the margin. API Gateway waits 29 s (REST API) or 30 s (HTTP API). */
const gatewayTimeout = 29_000 - margin;

/** The clock, and Lambda's context with the remaining time. */
export type Time = Pick<TriggerContext, 'clock' | 'context'>;

/** The deadline of an invocation's answer, in Unix milliseconds. */
export const deadlineOf = ({ clock, context }: Time): number =>
  clock.now() + context.getRemainingTimeInMillis() - margin;

/** The deadline of an HTTP answer, in Unix milliseconds. The gateway may time out before the function does. */
export const httpDeadlineOf = (time: Time): number => Math.min(deadlineOf(time), time.clock.now() + gatewayTimeout);
