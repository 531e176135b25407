import { useMemo } from 'preact/hooks';
import { isFailed } from '#test/console/assets/attempts';
import { layOut } from '#test/console/assets/json-text';
import type { SentCall } from '#test/console/assets/use-calls';
import { CopyButton } from '#test/console/assets/views/copy-button';
import { JsonView } from '#test/console/assets/views/json-view';
import { Scrollable } from '#test/console/assets/views/scrollable';
import { Timeline, timeOf } from '#test/console/assets/views/timeline';
import type { Outcome, ReceivedCall } from '#test/console/contract';

interface AnswerProps {
  readonly call: SentCall | undefined;
  /** The calls that Chat received for it. */
  readonly attempts: readonly ReceivedCall[];
  readonly meanings: Readonly<Record<string, string>>;
}

/** Characters. A longer answer is shown as received, without layout. */
const longestLaidOut = 200_000;

const countOf = (attempts: readonly ReceivedCall[]): string => {
  if (attempts.length === 0) return 'No call to Chat';
  return attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
};

const remarksOf = ({ failedItems }: Outcome, meanings: Readonly<Record<string, string>>) =>
  failedItems.map(({ pointer, errorCode, errorInfo }) => ({
    pointer,
    text: `${errorCode}: ${meanings[errorCode] ?? errorInfo}`,
  }));

const shownHeaders = ['content-type', 'retry-after'];

const Headers = ({ headers }: Pick<Outcome, 'headers'>) => {
  const shown = shownHeaders.filter((name) => headers[name] !== undefined);
  if (shown.length === 0) return null;
  return (
    <dl class="headers">
      {shown.map((name) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{headers[name]}</dd>
        </div>
      ))}
    </dl>
  );
};

const End = ({ outcome, meanings }: { outcome: Outcome } & Pick<AnswerProps, 'meanings'>) => {
  if (outcome.body === '') return null;
  const text = outcome.body.length > longestLaidOut ? outcome.body : layOut(outcome.body);
  return (
    <figure class="body">
      <figcaption>
        <Headers headers={outcome.headers} />
        <CopyButton text={outcome.body} what="the answer" />
      </figcaption>
      <Scrollable label="Body of the answer">
        <JsonView text={text} remarks={remarksOf(outcome, meanings)} />
      </Scrollable>
    </figure>
  );
};

/** The last call of the function: its outcome, its timeline, and the answer as received. */
export const Answer = ({ call, attempts, meanings }: AnswerProps) => {
  const outcome = call?.outcome;
  const items = outcome?.failedItems.length ?? 0;
  // Rendering this on every keystroke would make typing slow.
  const end = useMemo(() => outcome && <End outcome={outcome} meanings={meanings} />, [outcome, meanings]);
  return (
    <section class={`answer ${outcome?.verdict ?? ''}`} id="answer" aria-label="Answer">
      <div role="status" class="result">
        {!call && <p class="none">No call yet.</p>}
        {call && !outcome && <p class="going">In progress…</p>}
        {outcome && (
          <p class="end">
            <strong>{outcome.title}</strong>
            <span>{timeOf(outcome.milliseconds)}</span>
            <span>{countOf(attempts)}</span>
            {items > 0 && <span class="items">{items === 1 ? '1 item failed' : `${items} items failed`}</span>}
          </p>
        )}
        {outcome?.reason && <p class="reason">{outcome.reason}</p>}
      </div>
      {call && (call.steps.length > 0 || attempts.length > 1 || attempts.some(isFailed)) && (
        <Timeline
          label="Way"
          since={call.sentAt}
          steps={call.steps}
          attempts={attempts}
          isGoing={!outcome}
          meanings={meanings}
        />
      )}
      {end}
    </section>
  );
};
