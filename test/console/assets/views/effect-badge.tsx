import type { Effect } from '#shared/define-api';

/** What a function does to Chat. */
export const EffectBadge = ({ effect, meaning }: { effect: Effect; meaning: string }) => (
  <span class={`effect ${effect}`} title={meaning}>
    {effect}
  </span>
);
