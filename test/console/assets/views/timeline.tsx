import { isFailed, meaningOf, resultOf } from '#test/console/assets/attempts';
import type { ReceivedCall, Step } from '#test/console/contract';

/** An entry of the timeline: a step of the call, or an attempt that Chat received. */
type Event = { readonly at: number; readonly step: Step } | { readonly at: number; readonly attempt: ReceivedCall };

interface TimelineProps {
  readonly label: string;
  /** Unix milliseconds that times are relative to. */
  readonly since: number;
  readonly attempts: readonly ReceivedCall[];
  readonly steps?: readonly Step[];
  /** Whether the call is still in progress, so that its last attempt may still get an answer. */
  readonly isGoing?: boolean;
  readonly meanings: Readonly<Record<string, string>>;
}

/** `86 ms`, `2.7 s`. */
export const timeOf = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;

interface AttemptProps extends Pick<TimelineProps, 'meanings'> {
  readonly attempt: ReceivedCall;
  readonly isWaiting: boolean;
}

const Attempt = ({ attempt, isWaiting, meanings }: AttemptProps) => (
  <>
    <strong>{isWaiting ? 'waiting' : resultOf(attempt)}</strong>
    <span>
      {meaningOf(attempt, meanings)}
      {attempt.fault !== null && <span class="tag">planned fault</span>}
    </span>
  </>
);

/** The steps and attempts of a call, in the order in which they happened. */
export const Timeline = ({ label, since, attempts, steps = [], isGoing = false, meanings }: TimelineProps) => {
  const events: readonly Event[] = [
    ...steps.map((step) => ({ at: step.at, step })),
    ...attempts.map((attempt) => ({ at: attempt.arrivedAt - since, attempt })),
  ].toSorted((one, other) => one.at - other.at);
  const last = attempts.at(-1);
  const waiting = isGoing && last?.status === null ? last : undefined;
  const classOf = (attempt: ReceivedCall): string => {
    if (attempt === waiting) return 'waiting';
    return isFailed(attempt) ? 'failed' : 'done';
  };
  return (
    <ol class="timeline" aria-label={label}>
      {events.map((event) =>
        'step' in event ? (
          <li key={`${event.at}${event.step.text}`}>
            <time>+{timeOf(event.at)}</time>
            <span class="step">{event.step.text}</span>
          </li>
        ) : (
          <li key={event.attempt.id} class={classOf(event.attempt)}>
            <time>+{timeOf(event.at)}</time>
            <Attempt attempt={event.attempt} isWaiting={event.attempt === waiting} meanings={meanings} />
          </li>
        ),
      )}
    </ol>
  );
};
