import type { Clock } from '#shared/clock';

/**
 * Makes what says whether a request may pass: so many a second, and as many at once, like a route's throttle with a rate and
 * an equal burst.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export const createThrottle = (callsPerSecond: number, clock: Pick<Clock, 'now'>): (() => boolean) => {
  let tokens = callsPerSecond;
  let filled = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(callsPerSecond, tokens + ((now - filled) / 1000) * callsPerSecond);
    filled = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
