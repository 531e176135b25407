declare global {
  // In the language since ES2026 and in Node since 21; TypeScript's library does not have it yet.
  interface JSON {
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  }
}

/** What may stand for a number that `JSON.parse` would change; also found inside strings, which does no harm. */
const mayLoseDigits = /\d[\d.]{15}|\d[eE]/;

/** How a whole number may be written, also as `1.0` or `1e2`. */
const whole = /^-?\d+(?:\.0+)?(?:[eE]\+?\d+)?$/;

const keepDigits = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value !== 'number' ||
  source === undefined ||
  String(value) === source ||
  (Number.isSafeInteger(value) && whole.test(source))
    ? value
    : JSON.rawJSON(source);

/**
 * Parses JSON without changing a number: one that JavaScript cannot hold, such as the 64-bit ids of Chat, becomes a
 * `JSON.rawJSON` object, which `JSON.stringify` writes digit for digit. That holds for whoever does the writing, the
 * Lambda runtime included.
 *
 * @throws {SyntaxError} the text is not JSON
 * @throws {RangeError} the text is nested too deeply
 */
export const parseExactJson = (text: string): unknown =>
  mayLoseDigits.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
