interface Source {
  /** The number's text. Node passes it since version 21, so this works on `nodejs22.x` and later. */
  readonly source?: string;
}

const isBeyondNumbers = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

const keepDigits = (key: string, value: unknown, { source }: Source): unknown =>
  typeof value === 'number' && (key.endsWith('TinyID') || isBeyondNumbers(value)) ? source : value;

/**
 * Parses an answer without rounding 64-bit ids. Every number in a field named `…TinyID` becomes a string of its
 * digits, and so does every integer beyond 2^53 in other fields.
 *
 * @throws {SyntaxError} the text is not JSON
 */
export const parseAnswer = (text: string): unknown => JSON.parse(text, keepDigits);
