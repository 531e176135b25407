interface Source {
  /** The number as it is written. Node tells it since version 21, so this works on `nodejs22.x` and later. */
  readonly source?: string;
}

const isBeyondNumbers = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

const keepDigits = (key: string, value: unknown, { source }: Source): unknown =>
  typeof value === 'number' && (key.endsWith('TinyID') || isBeyondNumbers(value)) ? source : value;

/**
 * Parses an answer without changing a 64-bit id: a number in a field named `…TinyID` becomes a string of its digits, large
 * or small, and so does an integer beyond 2^53 in any other field.
 *
 * @throws {SyntaxError} the text is not JSON
 */
export const parseAnswer = (text: string): unknown => JSON.parse(text, keepDigits);
