import { isFailed, requestsOf, resultOf } from '#test/console/assets/attempts';
import { layOut } from '#test/console/assets/json-text';
import { JsonView } from '#test/console/assets/views/json-view';
import { Scrollable } from '#test/console/assets/views/scrollable';
import { Timeline } from '#test/console/assets/views/timeline';
import type { ReceivedCall } from '#test/console/contract';

/** The most requests that are shown. */
const shown = 40;

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

const Request = ({
  attempts,
  meanings,
}: {
  attempts: readonly ReceivedCall[];
  meanings: Readonly<Record<string, string>>;
}) => {
  const [first] = attempts;
  const last = attempts.at(-1);
  if (!first || !last) return null;
  return (
    <details class={isFailed(last) ? 'failed' : 'done'}>
      <summary>
        <span class="path">{first.path.replace('/v4/', '')}</span>
        {attempts.length > 1 && <span class="count">×{attempts.length}</span>}
        <strong>{resultOf(last)}</strong>
        <time>{clock.format(first.arrivedAt)}</time>
      </summary>
      <Timeline label="Attempts" since={first.arrivedAt} attempts={attempts} meanings={meanings} />
      <Scrollable label="Body that Chat received">
        <JsonView text={layOut(first.body, 40)} />
      </Scrollable>
    </details>
  );
};

interface ReceivedCallsProps {
  readonly calls: readonly ReceivedCall[];
  readonly meanings: Readonly<Record<string, string>>;
}

/** The calls that Chat received, newest first, grouped by request. */
export const ReceivedCalls = ({ calls, meanings }: ReceivedCallsProps) => {
  const requests = requestsOf(calls).slice(0, shown);
  if (requests.length === 0) return <p class="none">None yet.</p>;
  return (
    <ul class="calls">
      {requests.map((attempts) => (
        <li key={attempts[0]?.id}>
          <Request attempts={attempts} meanings={meanings} />
        </li>
      ))}
    </ul>
  );
};
