import type { Clock } from '#shared/clock';
import { Failure } from '#shared/failures';

/** Spaces the calls of this process to one API. */
export interface Pace {
  /**
   * Waits until a call may start.
   *
   * @param deadline Unix milliseconds
   * @throws {Failure} at once, when that would be after the deadline: `RateLimited`, or `UpstreamTimeout` when it has passed
   */
  turn(deadline: number): Promise<void>;
  /** Starts no call for so many milliseconds: Chat said that there are too many. */
  rest(milliseconds: number): void;
}

/** Milliseconds: a second, and some for calls that overtake each other on the way to Chat. */
const window = 1_040;

/** Into how many parts the window is cut over which starts are spread. */
const slices = 50;

const second = 1_000;

/** Remembers the last starts, and tells when the next one may be. */
const createTrack = (callsPerSecond: number) => {
  const callsPerSlice = Math.ceil(callsPerSecond / slices);
  const starts: number[] = [];
  const after = (calls: number, milliseconds: number): number =>
    (starts.at(-calls) ?? Number.NEGATIVE_INFINITY) + milliseconds;
  return {
    next: (): number => Math.max(after(1, 0), after(callsPerSlice, window / slices), after(callsPerSecond, window)),
    add: (start: number): void => {
      starts.push(start);
      if (starts.length > callsPerSecond) starts.shift();
    },
  };
};

/**
 * Makes a pace of so many starts in any second, whichever second one looks at. They are spread over it: calls that
 * all start at once arrive over a time of their own, and would run into those of the next second; and a key that Chat
 * refuses from now on is used by few.
 */
export const createPace = (callsPerSecond: number, clock: Clock): Pace => {
  const promised = createTrack(callsPerSecond);
  const started = createTrack(callsPerSecond);
  let restUntil = 0;

  const tooLate = (start: number): Failure =>
    new Failure('RateLimited', `More than ${callsPerSecond} calls a second.`, {
      retryAfterSeconds: Math.ceil((start - clock.now()) / second),
    });

  /** A process that stood still wakes late, so the distance is kept from when the others really started. */
  const start = async (deadline: number): Promise<void> => {
    const time = Math.max(restUntil, started.next());
    if (time > deadline) throw tooLate(time);
    const now = clock.now();
    if (now >= time) return started.add(now);
    await clock.wait(time - now);
    return start(deadline);
  };

  return {
    turn: async (deadline) => {
      const now = clock.now();
      if (now > deadline) throw new Failure('UpstreamTimeout', 'No time was left to ask Chat.');
      const time = Math.max(now, restUntil, promised.next());
      if (time > deadline) throw tooLate(time);
      promised.add(time);
      if (time > now) await clock.wait(time - now);
      await start(deadline);
    },
    rest: (milliseconds) => {
      restUntil = Math.max(restUntil, clock.now() + milliseconds);
    },
  };
};
