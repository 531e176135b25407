import { useState } from 'preact/hooks';
import { EffectBadge } from '#test/console/assets/views/effect-badge';
import type { FunctionEntry } from '#test/console/contract';

interface FunctionListProps {
  readonly functions: readonly FunctionEntry[];
  readonly chosen: string;
  onChoose(name: string): void;
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Moves the focus between the filter and the functions below it. */
const moveFocus = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a')];
  const at = places.findIndex((place) => place.matches(':focus'));
  places[Math.min(Math.max(at + step, 0), places.length - 1)]?.focus();
};

const fits = ({ name, summary, path, effect }: FunctionEntry, filter: string): boolean =>
  filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${name} ${summary} ${path} ${effect}`.toLowerCase().includes(word));

/** The functions that match the filter, by family. */
export const FunctionList = ({ functions, chosen, onChoose }: FunctionListProps) => {
  const [filter, setFilter] = useState('');
  const [isOpen, setOpen] = useState(false);
  const shown = functions.filter((entry) => fits(entry, filter.trim()));
  const families = Map.groupBy(shown, ({ family }) => family);
  const choose = (name: string) => (event: Event) => {
    event.preventDefault();
    setOpen(false);
    onChoose(name);
  };
  const chooseFirst = (event: Event) => {
    event.preventDefault();
    setOpen(false);
    if (shown[0]) onChoose(shown[0].name);
  };
  return (
    <nav aria-label="Functions" class={isOpen ? 'open' : ''} onKeyDown={moveFocus}>
      <p class="brand">
        <strong>Chat functions</strong> on this machine
      </p>
      <button type="button" class="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {chosen}
      </button>
      <search>
        <form onSubmit={chooseFirst}>
          <input
            type="search"
            id="filter"
            placeholder="Filter  /"
            aria-label="Filter functions"
            value={filter}
            onInput={({ currentTarget }) => setFilter(currentTarget.value)}
          />
        </form>
      </search>
      {[...families].map(([family, entries]) => (
        <section key={family}>
          <h2>{family}</h2>
          <ul>
            {entries.map(({ name, effect, effectMeaning }) => (
              <li key={name}>
                <a href={`#${name}`} aria-current={name === chosen ? 'page' : undefined} onClick={choose(name)}>
                  <span>{name}</span>
                  <EffectBadge effect={effect} meaning={effectMeaning} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {shown.length === 0 && <p class="none">No function fits “{filter}”.</p>}
    </nav>
  );
};
