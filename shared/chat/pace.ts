import type { Clock } from '#shared/clock';
import { Failure } from '#shared/failures/failure';

/** Spaces the calls of this process to one API. */
export interface Pace {
  /**
   * Waits until a call may start. Callers start in the order of their calls.
   *
   * @param deadline Unix milliseconds
   * @throws {Failure} `RateLimited` if the call cannot start before the deadline; `UpstreamTimeout` if the deadline has
   * passed
   */
  turn(deadline: number): Promise<void>;
  /** The time at which a call could start if it took its turn now, in Unix milliseconds. */
  nextTurn(): number;
  /** Starts no call for the given number of milliseconds, after Chat has reported too many. */
  rest(milliseconds: number): void;
}

const second = 1_000;

/**
 * Leaves 2.5 % of each interval unused: arrivals at Chat are less even than starts, and a rejected call costs a second.
 */
const margin = 1.025;

/** In milliseconds: timers fire about one late, so later starts catch up on a delay of up to this much. */
const catchUp = 10;

/**
 * Allows at most `callsPerSecond` starts in any one-second window, evenly spaced. A process that stood still does not
 * burst afterwards, and only a few calls use a key that Chat has begun to reject.
 */
export const createPace = (callsPerSecond: number, clock: Clock): Pace => {
  const interval = (second / callsPerSecond) * margin;
  let next = 0;
  let latest = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** Reads the clock. When the clock was set back, the next start moves back with it. */
  const timeNow = (): number => {
    const time = clock.now();
    next -= Math.max(0, latest - time);
    latest = time;
    return time;
  };

  const nextStart = (): number => Math.max(timeNow(), next);

  /** Checks that a start at the given time would not be too late. */
  const check = (start: number, deadline: number): void => {
    const now = timeNow();
    if (now > deadline) throw new Failure('UpstreamTimeout', 'No time was left to call Chat.');
    if (start <= deadline) return;
    throw new Failure('RateLimited', `The rate of ${callsPerSecond} calls a second is used up.`, {
      retryAfterSeconds: (start - now) / second,
    });
  };

  const start = async (deadline: number): Promise<void> => {
    try {
      for (check(nextStart(), deadline); timeNow() < next; check(nextStart(), deadline)) {
        await clock.wait(next - timeNow());
      }
      next = Math.max(timeNow() - catchUp, next) + interval;
    } finally {
      waiting -= 1;
    }
  };

  const nextTurn = (): number => nextStart() + waiting * interval;

  return {
    nextTurn,
    turn: async (deadline) => {
      check(nextTurn(), deadline);
      waiting += 1;
      const turn = last.then(() => start(deadline));
      last = turn.catch(() => undefined);
      await turn;
    },
    rest: (milliseconds) => {
      next = Math.max(timeNow() + milliseconds, next);
    },
  };
};
