import type { Clock } from '#shared/clock';
import { Failure } from '#shared/failures/failure';

/** Says that Chat has answered, so that it counted the call before now. */
export type Answered = () => void;

/** Spaces the calls of this process to one API. */
export interface Pace {
  /**
   * Waits until a call may start.
   *
   * @param deadline Unix milliseconds
   * @throws {Failure} at once, when that would be after the deadline: `RateLimited`, or `UpstreamTimeout` when it has passed
   */
  turn(deadline: number): Promise<Answered>;
  /** Starts no call for so many milliseconds: Chat said that there are too many. */
  rest(milliseconds: number): void;
}

const second = 1_000;

/** Milliseconds for which an unanswered call is taken to be on its way: calls overtake each other, and Chat counts arrivals. */
const longestWay = 100;

/** Milliseconds that are promised to a second's calls: answers take some time. */
const plannedSecond = 1_020;

/** Into how many parts a second is cut over which starts are spread. */
const slices = 50;

const plannedSlice = plannedSecond / slices;

/** A call that has started, or is to. */
interface Start {
  readonly time: number;
  /** When Chat counts it no longer. */
  over: number;
}

/** Remembers the last starts, and tells when the next one may be. */
const createTrack = (callsPerSecond: number, slice: number) => {
  const callsPerSlice = Math.ceil(callsPerSecond / slices);
  const starts: Start[] = [];
  const before = (calls: number): Start =>
    starts.at(-calls) ?? { time: Number.NEGATIVE_INFINITY, over: Number.NEGATIVE_INFINITY };
  return {
    next: (): number => Math.max(before(1).time, before(callsPerSlice).time + slice, before(callsPerSecond).over),
    add: (time: number, duration: number): Start => {
      const start = { time, over: time + duration };
      starts.push(start);
      if (starts.length > callsPerSecond) starts.shift();
      return start;
    },
  };
};

/**
 * Makes a pace of so many starts in any second, whichever second one looks at. They are spread over it: calls that
 * all start at once arrive over a time of their own, and would run into those of the next second; and a key that Chat
 * refuses from now on is used by few.
 */
export const createPace = (callsPerSecond: number, clock: Clock): Pace => {
  const promised = createTrack(callsPerSecond, plannedSlice);
  // Timers are a little late each time, and who comes late may catch up.
  const started = createTrack(callsPerSecond, plannedSlice / 2);
  let restUntil = 0;

  const tooLate = (start: number): Failure =>
    new Failure('RateLimited', `More than ${callsPerSecond} calls a second.`, {
      retryAfterSeconds: Math.ceil((start - clock.now()) / second),
    });

  /** A process that stood still wakes late, so the distance is kept from when the others really started. */
  const start = async (deadline: number): Promise<Answered> => {
    const time = Math.max(restUntil, started.next());
    if (time > deadline) throw tooLate(time);
    const now = clock.now();
    if (now >= time) {
      const call = started.add(now, second + longestWay);
      return () => {
        call.over = Math.min(call.over, clock.now() + second);
      };
    }
    await clock.wait(time - now);
    return start(deadline);
  };

  return {
    turn: async (deadline) => {
      const now = clock.now();
      if (now > deadline) throw new Failure('UpstreamTimeout', 'No time was left to ask Chat.');
      const time = Math.max(now, restUntil, promised.next());
      if (time > deadline) throw tooLate(time);
      promised.add(time, plannedSecond);
      if (time > now) await clock.wait(time - now);
      return start(deadline);
    },
    rest: (milliseconds) => {
      restUntil = Math.max(restUntil, clock.now() + milliseconds);
    },
  };
};
