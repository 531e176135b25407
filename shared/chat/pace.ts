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

const second = 1_000;

/**
 * Makes a pace of so many starts in any second, whichever second one looks at. They are spread over its tenths: calls
 * that all start at once arrive over a time of their own, and would run into those of the next second.
 */
export const createPace = (callsPerSecond: number, clock: Clock): Pace => {
  const callsPerTenth = Math.ceil(callsPerSecond / 10);
  /** The last starts, given or promised, oldest first. */
  const starts: number[] = [];
  let restUntil = 0;

  /** When a call may start that comes so many calls after another one. */
  const after = (calls: number, milliseconds: number): number =>
    (starts.at(-calls) ?? Number.NEGATIVE_INFINITY) + milliseconds;

  const turn = async (deadline: number): Promise<void> => {
    const now = clock.now();
    if (now > deadline) throw new Failure('UpstreamTimeout', 'No time was left to ask Chat.');
    const start = Math.max(
      now,
      restUntil,
      after(1, 0),
      after(callsPerTenth, window / 10),
      after(callsPerSecond, window),
    );
    if (start > deadline) {
      throw new Failure('RateLimited', `More than ${callsPerSecond} calls a second.`, {
        retryAfterSeconds: Math.ceil((start - now) / second),
      });
    }
    starts.push(start);
    if (starts.length > callsPerSecond) starts.shift();
    // A timer may fire a millisecond early.
    while (clock.now() < start) await clock.wait(start - clock.now());
    // The rest began while this one waited.
    if (clock.now() < restUntil) await turn(deadline);
  };

  return {
    turn,
    rest: (milliseconds) => {
      restUntil = Math.max(restUntil, clock.now() + milliseconds);
    },
  };
};
