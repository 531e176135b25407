import { EffectBadge } from '#test/console/assets/views/effect-badge';
import type { FunctionEntry } from '#test/console/contract';

/** The heading of the chosen function. */
export const Title = ({ entry }: { entry: FunctionEntry }) => (
  <header class="title">
    <h1>{entry.name}</h1>
    <EffectBadge effect={entry.effect} meaning={entry.effectMeaning} />
    <code>POST {entry.path}</code>
    <p>
      {entry.summary}{' '}
      <a href={entry.documentation} target="_blank" rel="noreferrer">
        Chat’s page
      </a>
    </p>
  </header>
);
