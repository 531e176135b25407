const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Writes a Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** Writes a Markdown code block. */
export const code = (language: string, text: string): string => [`\`\`\`${language}`, text, '```'].join('\n');

const pieces = (value: object, write: (value: unknown) => string): readonly string[] =>
  Array.isArray(value)
    ? value.map(write)
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${write(member)}`);

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !JSON.isRawJSON(value);

const inline = (value: unknown): string => {
  if (!isPlain(value)) return JSON.stringify(value);
  const members = pieces(value, inline).join(', ');
  if (Array.isArray(value)) return `[${members}]`;
  return members === '' ? '{}' : `{ ${members} }`;
};

/** Formats JSON for people: a value that fits on one line stays on one line. */
export const readableJson = (value: unknown, margin = ''): string => {
  const line = inline(value);
  if (!isPlain(value) || margin.length + line.length <= 100) return line;
  const deeper = `${margin}  `;
  const members = pieces(value, (member) => readableJson(member, deeper));
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return [open, members.map((member) => `${deeper}${member}`).join(',\n'), `${margin}${close}`].join('\n');
};
