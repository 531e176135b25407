import type { Spread } from '#test/bench/statistics';

/** One figure: what was measured against what, and what it should be. */
export interface Row {
  readonly figure: string;
  readonly against: string;
  /** Nothing where this machine cannot measure it. */
  readonly value?: Spread | undefined;
  readonly unit: '×' | 'ms' | 's' | 'kB' | 'MB' | '%';
  /** Left out if the figure is only reported. */
  readonly goal?: { readonly most: number } | { readonly least: number };
  /** The measurements behind it. */
  readonly detail: string;
}

/** A figure that does not vary. */
export const exactly = (value: number): Spread => ({ median: value, low: value, high: value });
