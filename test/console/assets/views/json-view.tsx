import { placeOf, type Token, tokensOf } from '#test/console/assets/json-text';

/** A note on a place in a JSON text. */
export interface Remark {
  readonly pointer: string;
  readonly text: string;
}

/** Characters. A longer text is shown without colours. */
const longestColoured = 200_000;

interface Line {
  readonly number: number;
  readonly tokens: readonly Token[];
}

/** Splits tokens at line breaks. */
const linesOf = (tokens: readonly Token[]): readonly Line[] => {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    for (const [index, text] of token.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...token, text });
    }
  }
  return lines.map((line, index) => ({ number: index + 1, tokens: line }));
};

/** Finds the line of a remark. A syntax error names its line; any other remark has a pointer. */
export const placeRemark = (text: string, tokens: readonly Token[], { pointer, text: remark }: Remark) => {
  const [, line] = pointer === '' ? (/\bline (\d+)/.exec(remark) ?? []) : [];
  const place = placeOf(tokens, pointer);
  return {
    line: Number(line ?? text.slice(0, place?.start ?? 0).split('\n').length),
    pointer: line ? undefined : place?.pointer,
  };
};

/** Whether a token is what a remark points to, or its key. */
const isMarked = ({ kind, text, pointer }: Token, pointers: ReadonlySet<string>): boolean =>
  kind !== 'space' && !(kind === 'mark' && /[,:}\]]/.test(text)) && pointers.has(pointer);

/** JSON text with syntax colours, and remarks at the ends of the lines that they point to. */
export const JsonView = ({ text, remarks = [] }: { text: string; remarks?: readonly Remark[] | undefined }) => {
  if (text.length > longestColoured) return <code class="json">{text}</code>;
  const tokens = tokensOf(text);
  const placed = remarks.map((remark) => ({ ...placeRemark(text, tokens, remark), text: remark.text }));
  const pointers = new Set(placed.flatMap(({ pointer }) => pointer ?? []));
  const byLine = Map.groupBy(placed, ({ line }) => line);
  return (
    <code class="json">
      {linesOf(tokens).map((line) => (
        <span key={line.number} class={byLine.has(line.number) ? 'line remarked' : 'line'}>
          <span class="text">
            {line.tokens.map((token) => (
              <span key={token.start} class={isMarked(token, pointers) ? `${token.kind} marked` : token.kind}>
                {token.text}
              </span>
            ))}
          </span>
          {byLine.has(line.number) && (
            <span class="remark">
              <span>
                {byLine
                  .get(line.number)
                  ?.map((remark) => remark.text)
                  .join('; ')}
              </span>
            </span>
          )}
          {'\n'}
        </span>
      ))}
    </code>
  );
};
