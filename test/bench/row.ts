import type { Spread } from '#test/bench/statistics';

/** One figure: what was measured, its comparison and its goal. */
export interface Row {
  readonly figure: string;
  readonly against: string;
  /** Left out if this machine cannot measure it. */
  readonly value?: Spread | undefined;
  readonly unit: '×' | 'ms' | 's' | 'kB' | 'MB' | '%';
  /** Left out if the figure is only reported. */
  readonly goal?: { readonly most: number } | { readonly least: number };
  /** The single measurements. */
  readonly detail: string;
}

/** A figure that does not vary. */
export const exactly = (value: number): Spread => ({ median: value, low: value, high: value });
