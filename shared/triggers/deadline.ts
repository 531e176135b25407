import type { Context } from 'aws-lambda';

/** Milliseconds kept back for shaping and writing the reply. */
const margin = 500;

/** Milliseconds after which an HTTP gateway gives up, less the margin. API Gateway waits 29 s (REST) or 30 s (HTTP API). */
const gatewayPatience = 29_000 - margin;

/** When an invocation has to be answered, in Unix milliseconds. */
export const deadlineOf = (context: Context): number => Date.now() + context.getRemainingTimeInMillis() - margin;

/** When an HTTP request has to be answered, in Unix milliseconds: the gateway may give up before the function does. */
export const httpDeadlineOf = (context: Context): number => Math.min(deadlineOf(context), Date.now() + gatewayPatience);
