import type { RetryOptions } from 'ky';
import type { Clock } from '#shared/clock';
import type { Effect } from '#shared/define-api';
import { Failure, type Recovery } from '#shared/failures/failure';

/** In milliseconds. Each delay is a random part of a bound that doubles. */
const backoff = { first: 100, most: 2_000 } as const;

/** In milliseconds: retries of a transient fault go on for at least this long after the first failure. */
const rideOut = 3_000;

/** In milliseconds: the least remaining time for which an attempt is worthwhile. */
export const leastAttempt = 1_000;

/** The number of retries for each recovery. `lasting` ones also continue until `rideOut` has passed. */
const retries: Readonly<Record<Recovery, { readonly times: number; readonly lasting?: boolean }>> = {
  retry: { times: 3, lasting: true },
  reconnect: { times: 3, lasting: true },
  'retry-once': { times: 1 },
  'back-off': { times: 3 },
  // A retry needs another credential, so `createCredentials` makes it.
  'renew-credential': { times: 0 },
  'suspect-credential': { times: 0 },
  hold: { times: 0 },
};

/** The recoveries of failures after which Chat has certainly not carried out the call. */
const notCarriedOut: readonly Recovery[] = ['reconnect', 'back-off'];

/** The inputs of one call's retry policy. */
export interface RetryPolicyOptions {
  readonly effect: Effect;
  /** The end of the call, in Unix milliseconds. */
  readonly deadline: number;
  readonly clock: Clock;
  /** Returns the time at which the pace allows a call to start, in Unix milliseconds. */
  readonly nextTurn: () => number;
}

/**
 * Creates ky's retry options for one call. Each recovery has its own count. A transient fault is retried at least 3
 * times, and for at least 3 seconds after the first failure, but a call has at most 12 retries. Delays have full
 * jitter. No retry starts with less than a second left before the deadline. A call that adds is retried only if Chat
 * has certainly not carried it out.
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
