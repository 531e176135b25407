declare global {
  // Part of ES2026 and of Node since version 21, but not yet of TypeScript's library.
  interface JSON {
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  }
}

/** The text of a whole number, such as `100`, `1.0` or `1e2`. */
const whole = /^-?\d+(?:\.0+)?(?:[eE]\+?\d+)?$/;

/** Every other text has only whole numbers of at most 15 digits. To look at each number takes four times as long. */
const mayBeInexact = /\d{16}|\d[.eE]/;

const isExact = (value: number, source: string): boolean =>
  Number.isInteger(value) ? Number.isSafeInteger(value) && whole.test(source) : String(value) === source;

const keepDigits = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value !== 'number' || source === undefined || isExact(value, source) ? value : JSON.rawJSON(source);

/**
 * Parses JSON without changing any number. A number that JavaScript cannot represent exactly, such as a 64-bit id of
 * Chat, becomes a `JSON.rawJSON` object. Every `JSON.stringify`, including that of the Lambda runtime, writes it digit
 * for digit. A leading byte order mark is ignored.
 *
 * @throws {SyntaxError} if the text is not JSON
 * @throws {RangeError} if the text is nested too deeply
 *
 * @example
 * JSON.stringify(parseExactJson('{"GroupOwnerTinyID":144115214578713345}')); // the same text
 */
export const parseExactJson = (text: string): unknown => {
  const json = text.replace(/^\ufeff/, '');
  return mayBeInexact.test(json) ? JSON.parse(json, keepDigits) : JSON.parse(json);
};
