import type { TriggerContext } from '#shared/triggers/trigger';

/** Milliseconds kept back for shaping and writing the reply. */
const margin = 500;

/** Milliseconds after which an HTTP gateway gives up, less the margin. API Gateway waits 29 s (REST) or 30 s (HTTP API). */
const gatewayPatience = 29_000 - margin;

/** The time, and how much of it Lambda leaves the invocation. */
type Time = Pick<TriggerContext, 'clock' | 'context'>;

/** When an invocation has to be answered, in Unix milliseconds. */
export const deadlineOf = ({ clock, context }: Time): number =>
  clock.now() + context.getRemainingTimeInMillis() - margin;

/** When an HTTP request has to be answered, in Unix milliseconds: the gateway may give up before the function does. */
export const httpDeadlineOf = (time: Time): number => Math.min(deadlineOf(time), time.clock.now() + gatewayPatience);
