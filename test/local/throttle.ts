import type { Clock } from '#shared/clock';

/**
 * Creates a throttle with equal rate and burst, like that of a route. The function that it returns takes a turn, and
 * says whether there was one.
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
