import { mkdir, writeFile } from 'node:fs/promises';
import { arch, cpus, loadavg } from 'node:os';
import { loadOf, type Row } from '#test/bench/row';

/** One run: the machine, how busy it was, and what came of it. */
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

const digits = (value: number) => (value >= 100 ? 0 : value >= 10 ? 1 : 2);
const figureOf = (value: number, unit: Row['unit']) => `${value.toFixed(digits(value))} ${unit}`;

const goalText = ({ goal, unit }: Row): string => {
  if (!goal) return '';
  return 'most' in goal ? `≤ ${goal.most} ${unit}` : `≥ ${goal.least} ${unit}`;
};

/** Whether a row is within its goal, as one sees it at a glance. */
const mark = (row: Row): string => {
  const load = loadOf(row);
  if (load === undefined) return '';
  return load <= 1 ? 'met' : 'MISSED';
};

/** The lines of the table. */
export const tableOf = (rows: readonly Row[]): readonly string[] => {
  const cells = rows.map((row) => {
    const { median, low, high } = row.value;
    const spread = low === high ? '' : `${low.toFixed(digits(low))}–${high.toFixed(digits(high))}`;
    return [row.figure, row.against, figureOf(median, row.unit), spread, goalText(row), mark(row), row.detail];
  });
  const table = [['figure', 'against', 'median', 'quartiles', 'goal', '', 'behind it'], ...cells];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  return table.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const [width, lineHeight, labelWidth, goalAt] = [900, 30, 430, 300];

/** A bar for each row with a goal: how much of the goal it uses up. What passes the line misses it. */
export const chartOf = ({ rows, date, machine, load }: Run): string => {
  const bars = rows.flatMap((row) => {
    const used = loadOf(row);
    return used === undefined ? [] : [{ row, used }];
  });
  const height = 70 + bars.length * lineHeight;
  const lines = bars.map(({ row, used }, index) => {
    const y = 50 + index * lineHeight;
    const length = Math.min(used * goalAt, width - labelWidth - 70);
    const color = used <= 1 ? '#2e7d32' : '#c62828';
    return [
      `<text x="${labelWidth - 8}" y="${y + 15}" text-anchor="end">${escapeText(`${row.figure} (${goalText(row)})`)}</text>`,
      `<rect x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="20" fill="${color}"/>`,
      `<text x="${(labelWidth + length + 6).toFixed(1)}" y="${y + 15}">${figureOf(row.value.median, row.unit)}</text>`,
    ].join('\n');
  });
  const goal = labelWidth + goalAt;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">
<title>Share of each goal that is used up</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="8" y="20" font-size="14">Share of each goal that is used up; what passes the line misses it</text>
<text x="8" y="38" fill="#555555">${escapeText(`${date.slice(0, 10)}, ${machine}, load ${load}`)}</text>
${lines.join('\n')}
<line x1="${goal}" y1="44" x2="${goal}" y2="${height - 16}" stroke="#000000" stroke-dasharray="4 3"/>
</svg>
`;
};

/** Writes a run to `test/bench/results/`: the figures as JSON and the chart as SVG. */
export const writeRun = async (run: Run): Promise<void> => {
  const folder = new URL('./results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('bench.json', folder), `${JSON.stringify(run, null, 2)}\n`);
  await writeFile(new URL('bench.svg', folder), chartOf(run));
};
