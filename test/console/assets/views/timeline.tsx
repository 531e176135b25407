import { isFailed, meaningOf, resultOf } from '#test/console/assets/attempts';
import type { ReceivedCall, Step } from '#test/console/contract';

/** Something that happened at a time: a step on the way, or a call that Chat received. */
type Event = { readonly at: number; readonly step: Step } | { readonly at: number; readonly attempt: ReceivedCall };

interface TimelineProps {
  readonly label: string;
  /** Unix milliseconds from which times are told. */
  readonly since: number;
  readonly attempts: readonly ReceivedCall[];
  readonly steps?: readonly Step[];
  readonly meanings: Readonly<Record<string, string>>;
}

/** `86 ms`, `2.7 s`. */
export const timeOf = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;

const Attempt = ({ attempt, meanings }: { attempt: ReceivedCall } & Pick<TimelineProps, 'meanings'>) => (
  <>
    <strong>{resultOf(attempt)}</strong>
    <span>
      {meaningOf(attempt, meanings)}
      {attempt.fault !== null && <span class="tag">planned fault</span>}
    </span>
  </>
);

/** What happened to a call, in the order in which it did. */
export const Timeline = ({ label, since, attempts, steps = [], meanings }: TimelineProps) => {
  const events: readonly Event[] = [
    ...steps.map((step) => ({ at: step.at, step })),
    ...attempts.map((attempt) => ({ at: attempt.arrivedAt - since, attempt })),
  ].toSorted((one, other) => one.at - other.at);
  return (
    <ol class="timeline" aria-label={label}>
      {events.map((event) =>
        'step' in event ? (
          <li key={`${event.at}${event.step.text}`}>
            <time>+{timeOf(event.at)}</time>
            <span class="step">{event.step.text}</span>
          </li>
        ) : (
          <li key={event.attempt.id} class={isFailed(event.attempt) ? 'failed' : 'done'}>
            <time>+{timeOf(event.at)}</time>
            <Attempt attempt={event.attempt} meanings={meanings} />
          </li>
        ),
      )}
    </ol>
  );
};
