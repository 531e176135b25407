import type { Fault } from '#shared/failures/failure';
import { RequestEditor } from '#test/console/assets/views/request-editor';
import type { Caller, FunctionEntry, Route } from '#test/console/contract';

const routeNames: Readonly<Record<Route, string>> = { http: 'HTTP', direct: 'Invocation', queue: 'Queue', bus: 'Bus' };

interface CallFormProps {
  readonly entry: FunctionEntry;
  readonly callers: readonly Caller[];
  readonly caller: string;
  readonly route: Route;
  readonly text: string;
  readonly found: readonly Fault[];
  readonly isSending: boolean;
  onCaller(name: string): void;
  onRoute(route: Route): void;
  onText(text: string): void;
  onSample(): void;
  onSend(): void;
}

/** The form that makes a call: caller, route and request. */
export const CallForm = (props: CallFormProps) => {
  const { entry, callers, caller, route, text, found, isSending } = props;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    props.onSend();
  };
  return (
    <form class="call" onSubmit={onSubmit} aria-label="Call">
      <div class="choices">
        <label>
          <span>Call as</span>
          <select
            value={route === 'http' ? caller : 'trusted'}
            disabled={route !== 'http'}
            onChange={({ currentTarget }) => props.onCaller(currentTarget.value)}
          >
            {route === 'http' ? (
              callers.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))
            ) : (
              <option value="trusted">trusted: AWS policies decide</option>
            )}
          </select>
        </label>
        <fieldset>
          <legend>Through</legend>
          {Object.entries(routeNames).map(([value, label]) => {
            const known = entry.routes.find((each) => each === value);
            return (
              <label key={value} title={known ? undefined : `A function that ${entry.effect} has no queue.`}>
                <input
                  type="radio"
                  name="route"
                  value={value}
                  checked={value === route}
                  disabled={!known}
                  onChange={() => known && props.onRoute(known)}
                />
                {label}
              </label>
            );
          })}
        </fieldset>
      </div>
      <RequestEditor name={entry.name} text={text} found={found} onChange={props.onText} />
      <div class="actions">
        <button type="submit" class="main" aria-busy={isSending}>
          {isSending ? 'Sending…' : 'Send'} <kbd>Ctrl Enter</kbd>
        </button>
        <button type="button" class="quiet" onClick={props.onSample}>
          Reset to sample
        </button>
      </div>
    </form>
  );
};
