import { useState } from 'preact/hooks';
import { faultKinds } from '#test/console/assets/fault-kinds';
import { cancelFault, changeKey, planFault } from '#test/console/assets/server';
import type { FunctionEntry, PlannedFault } from '#test/console/contract';

interface FaultPanelProps {
  readonly functions: readonly FunctionEntry[];
  readonly faults: readonly PlannedFault[];
  readonly meanings: Readonly<Record<string, string>>;
  onChange(): void;
}

const reachOf = ({ path }: PlannedFault, functions: readonly FunctionEntry[]): string =>
  path === undefined ? 'all functions' : (functions.find((entry) => entry.path === path)?.name ?? path);

const leftOf = ({ times }: PlannedFault): string => {
  if (times === undefined) return 'until switched off';
  return times === 1 ? '1 call left' : `${times} calls left`;
};

/** The planned faults, each with a button that switches it off. */
const Planned = ({ functions, faults, onChange }: Pick<FaultPanelProps, 'functions' | 'faults' | 'onChange'>) => (
  <ul class="planned" aria-label="Faults that are on">
    {faults.map((fault) => (
      <li key={fault.id}>
        <strong>{fault.label}</strong>
        <span class="note">
          {reachOf(fault, functions)} · {leftOf(fault)}
        </span>
        <button type="button" class="quiet off" onClick={() => cancelFault(fault.id).then(onChange)}>
          Switch off<span class="unseen"> {fault.label}</span>
        </button>
      </li>
    ))}
  </ul>
);

/** Plans faults of Chat, and rotates the app's key. */
export const FaultPanel = ({ functions, faults, meanings, onChange }: FaultPanelProps) => {
  const [kind, setKind] = useState('code');
  const [notice, setNotice] = useState('');
  const { label, field, fault } = faultKinds[kind] ?? {};

  const tell = (change: Promise<unknown>, done: string) =>
    change
      .then(
        () => setNotice(done),
        (error: Error) => setNotice(`Failed: ${error.message}`),
      )
      .finally(onChange);

  const plan = (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const number = (name: string) => Number(data.get(name));
    const path = String(data.get('path'));
    const times = data.get('times') === '' ? 'always' : number('times');
    const wanted = { ...fault?.(field ? number(field.name) : 0), times, ...(path !== '' && { path }) };
    tell(planFault(wanted), `On: ${label}.`);
  };

  return (
    <>
      <Planned functions={functions} faults={faults} onChange={onChange} />
      <form class="plan" onSubmit={plan} aria-label="Let Chat fail">
        <label class="wide">
          <span>Fault</span>
          <select name="kind" value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
            {Object.entries(faultKinds).map(([value, each]) => (
              <option key={value} value={value}>
                {each.label}
              </option>
            ))}
          </select>
        </label>
        {field && (
          <label key={field.name}>
            <span>{field.label}</span>
            <input type="number" name={field.name} defaultValue={`${field.value}`} min={0} required list={kind} />
          </label>
        )}
        <datalist id="code">
          {Object.entries(meanings).map(([code, meaning]) => (
            <option key={code} value={code}>
              {meaning}
            </option>
          ))}
        </datalist>
        <label>
          <span>How often</span>
          <input type="number" name="times" defaultValue="2" min={1} max={999} placeholder="always" />
        </label>
        <label class="wide">
          <span>Function</span>
          <select name="path">
            <option value="">all functions</option>
            {functions.map(({ name, path }) => (
              <option key={name} value={path}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="wide">
          Switch on
        </button>
      </form>
      <fieldset class="rotation">
        <legend>Rotate the app's key</legend>
        <button type="button" onClick={() => tell(changeKey(true), 'Rotated the key at Chat and in the secret.')}>
          At Chat and in the secret
        </button>
        <button
          type="button"
          onClick={() => tell(changeKey(false), 'Rotated the key at Chat. The secret still has the old one.')}
        >
          At Chat only
        </button>
      </fieldset>
      <p role="status" class="note">
        {notice}
      </p>
    </>
  );
};
