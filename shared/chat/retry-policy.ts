import type { RetryOptions } from 'ky';
import type { Clock } from '#shared/clock';
import type { Effect } from '#shared/define-api';
import { Failure, type Recovery } from '#shared/failures/failure';

/** Milliseconds. A delay is a random part of a bound that doubles. */
const backoff = { first: 100, most: 2_000 } as const;

/** Milliseconds: a fault that ends within this time after the first failure is ridden out. */
const rideOut = 3_000;

/** The least time, in milliseconds, in which it is worth asking Chat once more. */
export const leastAttempt = 1_000;

/** How often a call is repeated after each class of failure. Those that last go on until `rideOut` has passed, too. */
const retries: Readonly<Record<Recovery, { readonly times: number; readonly lasting?: boolean }>> = {
  retry: { times: 3, lasting: true },
  reconnect: { times: 3, lasting: true },
  'retry-once': { times: 1 },
  'back-off': { times: 3 },
  // With another credential only, which is up to whoever chose this one.
  'renew-credential': { times: 0 },
  'suspect-credential': { times: 0 },
  hold: { times: 0 },
};

/** The failures after which Chat has certainly not carried the call out. */
const notCarriedOut: readonly Recovery[] = ['reconnect', 'back-off'];

/** What the retries of one call depend on. */
export interface RetryPolicyOptions {
  readonly effect: Effect;
  /** Unix milliseconds: the end of the call. */
  readonly deadline: number;
  readonly clock: Clock;
  /** When the pace would let a call start, in Unix milliseconds. */
  readonly nextTurn: () => number;
}

/**
 * Makes ky's retry options for one call. Each class of failure has its own count. A fault of the moment is retried for at
 * least 3 seconds after the first failure and at least 3 times, but at most 12 times in all. Delays have full jitter, and
 * no retry starts that could not end before the deadline. A call that adds is repeated only if Chat has certainly not
 * carried it out.
 */
export const createRetryPolicy = ({ effect, deadline, clock, nextTurn }: RetryPolicyOptions): RetryOptions => {
  const tries = new Map<Recovery, number>();
  let firstFailure: number | undefined;
  const longestDelay = (retry: number): number => Math.min(backoff.first * 2 ** (retry - 1), backoff.most);

  return {
    methods: ['post'],
    limit: 12,
    delay: longestDelay,
    jitter: true,
    shouldRetry: ({ error, retryCount }) => {
      if (!(error instanceof Failure) || error.recovery === undefined) return false;
      const { recovery } = error;
      const now = clock.now();
      firstFailure ??= now;
      if (effect === 'adds' && !notCarriedOut.includes(recovery)) return false;
      if (Math.max(now + longestDelay(retryCount), nextTurn()) + leastAttempt > deadline) return false;
      const tried = tries.get(recovery) ?? 0;
      tries.set(recovery, tried + 1);
      const { times, lasting } = retries[recovery];
      return tried < times || (lasting === true && now < firstFailure + rideOut);
    },
  };
};
