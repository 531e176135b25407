/** The kind of a token. `broken` is text that JSON does not allow. */
export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'mark' | 'space' | 'broken';

/** A token of a JSON text, as written. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  /** The JSON pointer of its value; a key has the pointer of its member. */
  readonly pointer: string;
}

interface Place {
  readonly pointer: string;
  readonly isList: boolean;
  index: number;
  key: string;
}

const pattern =
  /(?<space>\s+)|(?<string>"(?:[^"\\\n]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)|(?<mark>[[\]{},:])|(?<broken>.)/gsu;

const escapeStep = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');

const textOfKey = (literal: string): string => {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
};

const pointerIn = (place: Place | undefined): string => {
  if (!place) return '';
  return `${place.pointer}/${place.isList ? place.index : escapeStep(place.key)}`;
};

const isKey = (text: string, rest: string): boolean => text.startsWith('"') && /^\s*:/.test(rest);

/** Updates the stack of open lists and objects for a punctuation mark. Returns the pointer of the mark. */
const followMark = (places: Place[], mark: string): string => {
  const place = places.at(-1);
  if (mark === '{' || mark === '[') {
    const pointer = pointerIn(place);
    places.push({ pointer, isList: mark === '[', index: 0, key: '' });
    return pointer;
  }
  if (mark === '}' || mark === ']') return places.pop()?.pointer ?? '';
  const pointer = place?.pointer ?? '';
  if (mark === ',' && place) place.index += 1;
  return pointer;
};

/**
 * Splits JSON text into tokens without parsing numbers, so that every digit stays as written. Tolerates text that is not
 * JSON: the tokens together are always the whole text.
 */
export const tokensOf = (text: string): readonly Token[] => {
  const places: Place[] = [];
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const [piece] = match;
    const start = match.index;
    const [kind] = Object.entries(match.groups ?? {}).find(([, group]) => group !== undefined) ?? ['broken'];
    const place = places.at(-1);
    if (kind === 'mark') tokens.push({ kind, text: piece, start, pointer: followMark(places, piece) });
    else if (place && !place.isList && isKey(piece, text.slice(start + piece.length, start + piece.length + 40))) {
      place.key = textOfKey(piece);
      tokens.push({ kind: 'key', text: piece, start, pointer: pointerIn(place) });
    } else tokens.push({ kind: kindOf(kind), text: piece, start, pointer: pointerIn(place) });
  }
  return tokens;
};

const kinds: readonly TokenKind[] = ['string', 'number', 'word', 'space'];

const kindOf = (name: string): TokenKind => kinds.find((kind) => kind === name) ?? 'broken';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const opening = new Set(['{', '[']);
const closing = new Set(['}', ']']);

/** Finds the end of the value that begins at `from`. */
const endOf = (tokens: readonly Token[], from: number): number => {
  let depth = 0;
  for (let index = from; index < tokens.length; index += 1) {
    const text = tokens[index]?.kind === 'mark' ? (tokens[index]?.text ?? '') : '';
    if (opening.has(text)) depth += 1;
    if (closing.has(text)) depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length - 1;
};

/** Joins tokens on one line, with spaces where people write them. */
const onOneLine = (tokens: readonly Token[]): string =>
  tokens
    .map(({ kind, text }, index) => {
      if (kind !== 'mark') return text;
      if (text === ',' || text === ':' || (text === '{' && tokens[index + 1]?.text !== '}')) return `${text} `;
      return text === '}' && tokens[index - 1]?.text !== '{' ? ` ${text}` : text;
    })
    .join('');

/**
 * Formats JSON text: a list or object goes on one line where that fits into `width` characters. Changes nothing but white
 * space, and leaves text that is not JSON alone.
 */
export const layOut = (text: string, width = 50): string => {
  if (!isJson(text)) return text;
  const tokens = tokensOf(text).filter(({ kind }) => kind !== 'space');
  const write = ([from, to]: readonly [number, number], indent: string, key: string): string => {
    const line = onOneLine(tokens.slice(from, to + 1));
    const fits = indent !== '' && indent.length + key.length + line.length <= width;
    if (fits || to <= from + 1) return key + line;
    const inner = `${indent}  `;
    const members: string[] = [];
    for (let at = from + 1; at < to; at += 1) {
      const isMember = tokens[at]?.kind === 'key';
      const begin = isMember ? at + 2 : at;
      const end = endOf(tokens, begin);
      members.push(inner + write([begin, end], inner, isMember ? `${tokens[at]?.text}: ` : ''));
      at = end + 1;
    }
    return `${key}${tokens[from]?.text}\n${members.join(',\n')}\n${indent}${tokens[to]?.text}`;
  };
  return write([0, tokens.length - 1], '', '');
};

/** Finds the first token at a pointer. For a missing field, finds the object that lacks it. */
export const placeOf = (tokens: readonly Token[], pointer: string): Token | undefined => {
  const found = tokens.find((token) => token.pointer === pointer && token.kind !== 'space');
  if (found || pointer === '') return found ?? tokens.find(({ kind }) => kind !== 'space');
  return placeOf(tokens, pointer.slice(0, pointer.lastIndexOf('/')));
};
