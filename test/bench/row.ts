import type { Spread } from '#test/bench/statistics';

/** One figure: what was measured against what, and what it should be. */
export interface Row {
  readonly figure: string;
  readonly against: string;
  readonly value: Spread;
  readonly unit: '×' | 'ms' | 'kB';
  readonly goal?: { readonly most: number } | { readonly least: number };
  /** The measurements behind it. */
  readonly detail: string;
}

/** How much of its goal a row uses up: 1 or less is within it. */
export const loadOf = ({ value: { median }, goal }: Row): number | undefined => {
  if (!goal) return undefined;
  return 'most' in goal ? median / goal.most : goal.least / median;
};

/** A figure that does not vary. */
export const exactly = (value: number): Spread => ({ median: value, low: value, high: value });
