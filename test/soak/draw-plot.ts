/** A line of a chart: a value for each second, where there is one. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly values: readonly (number | undefined)[];
}

/** A chart over the seconds of a run. */
export interface Chart {
  readonly title: string;
  readonly series: readonly Series[];
}

/** Moments to be marked, by their second. */
export interface Mark {
  readonly second: number;
  readonly name: string;
}

const size = { width: 960, height: 260, left: 60, right: 20, top: 40, bottom: 30 } as const;

const roundUp = (value: number): number => {
  const step = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return Math.ceil(value / step) * step;
};

const text = (x: number, y: number, content: string) => `<text x="${x}" y="${y}">${content}</text>`;

const drawChart = ({ title, series }: Chart, marks: readonly Mark[]): string => {
  const seconds = Math.max(...series.map(({ values }) => values.length), 2) - 1;
  const top = roundUp(Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const x = (second: number) => size.left + (second / seconds) * (size.width - size.left - size.right);
  const y = (value: number) => size.height - size.bottom - (value / top) * (size.height - size.top - size.bottom);
  const lines = series.map(({ color, values }) => {
    const points = values.flatMap((value, second) =>
      value === undefined ? [] : [`${x(second).toFixed(1)},${y(value).toFixed(1)}`],
    );
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${color}"/>`;
  });
  const grid = [0, top / 2, top].map(
    (value) =>
      `<path d="M${size.left} ${y(value)}H${size.width - size.right}" stroke="#ddd"/>${text(8, y(value) + 4, `${value}`)}`,
  );
  const moments = marks.map(
    ({ second, name }) =>
      `<path d="M${x(second)} ${size.top}V${size.height - size.bottom}" stroke="#999" stroke-dasharray="4"/>${text(x(second) + 4, size.top + 10, name)}`,
  );
  const legend = series.map(
    ({ name, color }, index) => `<tspan fill="${color}" dx="${index === 0 ? 12 : 8}">${name}</tspan>`,
  );
  const axis = [0, seconds].map((second) => text(x(second) - 10, size.height - 8, `${second} s`));
  const heading = `<text x="${size.left}" y="20" font-weight="bold">${title}${legend.join('')}</text>`;
  return [heading, ...grid, ...moments, ...lines, ...axis].join('\n');
};

/** Draws charts one below the other, as SVG. */
export const drawPlot = (charts: readonly Chart[], marks: readonly Mark[]): string => {
  const drawn = charts.map(
    (chart, index) => `<g transform="translate(0 ${index * size.height})">\n${drawChart(chart, marks)}\n</g>`,
  );
  const height = charts.length * size.height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" font-family="sans-serif" font-size="12">
<title>${charts.map(({ title }) => title).join('; ')}</title>
<rect width="100%" height="100%" fill="white"/>
${drawn.join('\n')}
</svg>
`;
};
