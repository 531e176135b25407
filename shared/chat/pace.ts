import type { Clock } from '#shared/clock';
import { Failure } from '#shared/failures/failure';

/** Spaces the calls of this process to one API. */
export interface Pace {
  /**
   * Waits until a call may start. Callers start in the order in which they ask.
   *
   * @param deadline Unix milliseconds
   * @throws {Failure} `RateLimited`, at once, if the call could not start before the deadline; `UpstreamTimeout` if the
   * deadline has passed
   */
  turn(deadline: number): Promise<void>;
  /** When a call that asked for its turn now could start, in Unix milliseconds. */
  nextTurn(): number;
  /** Starts no call for the given number of milliseconds: Chat said that there are too many. */
  rest(milliseconds: number): void;
}

const second = 1_000;

/** Chat counts arrivals, which are less even than starts, and a refusal costs a second: 2.5 % of each stay unused. */
const margin = 1.025;

/** Timers fire about a millisecond late. Starts that are behind by up to this many milliseconds are made up for. */
const catchUp = 10;

/**
 * Makes a pace of evenly spaced starts, at most `callsPerSecond` in any one-second window. A process that stood still does
 * not burst afterwards, and a key that Chat refuses from now on is used by few.
 */
export const createPace = (callsPerSecond: number, clock: Clock): Pace => {
  const interval = (second / callsPerSecond) * margin;
  let next = 0;
  let latest = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** The time. When the clock is set back, what is planned goes back with it. */
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
    if (now > deadline) throw new Failure('UpstreamTimeout', 'No time was left to ask Chat.');
    if (start <= deadline) return;
    throw new Failure('RateLimited', `More than ${callsPerSecond} calls a second.`, {
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
