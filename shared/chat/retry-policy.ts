import type { RetryOptions } from 'ky';
import type { Clock } from '#shared/clock';
import { Failure, type Recovery } from '#shared/failures/failure';

/** How often a call is tried again, for each thing that can be done about a failure. */
const retries: Readonly<Record<Recovery, number>> = {
  retry: 3,
  reconnect: 3,
  'retry-once': 1,
  'back-off': 3,
  // With another credential only, which is up to whoever chose this one.
  'renew-credential': 0,
  'suspect-credential': 0,
  hold: 0,
};

/** Whether another attempt may mend it, while its count and the time last. */
export const isTransient = (error: unknown): error is Failure & { readonly recovery: Recovery } =>
  error instanceof Failure && error.recovery !== undefined && retries[error.recovery] > 0;

/** Milliseconds. */
const backoff = { first: 100, most: 2_000 } as const;

/** The least time, in milliseconds, in which it is worth asking Chat once more. */
export const leastAttempt = 1_000;

/** The end of a call, in Unix milliseconds, and the clock that says so. */
export interface RetryPolicyOptions {
  readonly deadline: number;
  readonly clock: Clock;
}

/**
 * Makes the retry options of one call: each class of failure has its own count, delays double with full jitter, and no
 * retry starts that could not end before the deadline. All three APIs state an end or only read, so they can be repeated.
 */
export const createRetryPolicy = ({ deadline, clock }: RetryPolicyOptions): RetryOptions => {
  const tries = new Map<Recovery, number>();
  return {
    methods: ['post'],
    limit: 10,
    delay: (attempt) => backoff.first * 2 ** (attempt - 1),
    backoffLimit: backoff.most,
    jitter: true,
    shouldRetry: ({ error }) => {
      if (!isTransient(error) || clock.now() + backoff.most + leastAttempt > deadline) return false;
      const tried = tries.get(error.recovery) ?? 0;
      tries.set(error.recovery, tried + 1);
      return tried < retries[error.recovery];
    },
  };
};
