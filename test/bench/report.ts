import { mkdir, writeFile } from 'node:fs/promises';
import { arch, cpus, loadavg } from 'node:os';
import type { Row } from '#test/bench/row';
import { writeSection } from '#test/write-section';

/** One run: the machine, its load, and the results. */
export interface Run {
  readonly date: string;
  readonly machine: string;
  readonly load: string;
  readonly rows: readonly Row[];
}

/** The load of this machine over the last minute, of its processors. */
export const loadNow = (): string => `${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} processors`;

/** The machine, as a reader can compare it with another. */
export const machineName = (): string => `${cpus()[0]?.model ?? 'unknown'}, ${arch()}, Node ${process.version}`;

const numberText = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);

const valueText = ({ value, unit }: Row): string => {
  if (!value) return 'NOT MEASURED';
  const { median, low, high } = value;
  const spread = low === high ? '' : ` (${numberText(low)}–${numberText(high)})`;
  return `${numberText(median)} ${unit}${spread}`;
};

const goalText = ({ goal, unit }: Row): string => {
  if (!goal) return 'told';
  return 'most' in goal ? `≤ ${goal.most} ${unit}` : `≥ ${goal.least} ${unit}`;
};

const verdict = ({ value, goal }: Row): string => {
  if (!value || !goal) return '';
  const isMet = 'most' in goal ? value.median <= goal.most : value.median >= goal.least;
  return isMet ? 'met' : '**MISSED**';
};

/** The rows as a table of Markdown: medians, with the quartiles behind them. */
export const tableOf = (rows: readonly Row[]): string =>
  [
    '| figure | against | measured | goal | | behind it |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      (row) => `| ${[row.figure, row.against, valueText(row), goalText(row), verdict(row), row.detail].join(' | ')} |`,
    ),
  ].join('\n');

/** Formats a run: where and when, and the table. */
export const textOf = ({ date, machine, load, rows }: Run): string =>
  `${date.slice(0, 10)}, ${machine}; load ${load}.\n\n${tableOf(rows)}\n`;

const results = new URL('./results/', import.meta.url);

/** Writes a run to `test/bench/results/bench.json`, and its table into `test/README.md`. */
export const writeRun = async (run: Run): Promise<void> => {
  await mkdir(results, { recursive: true });
  await writeFile(new URL('bench.json', results), `${JSON.stringify(run, null, 2)}\n`);
  await writeSection('bench', textOf(run));
};
