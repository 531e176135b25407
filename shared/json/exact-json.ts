declare global {
  // In the language since ES2026 and in Node since 21; TypeScript's library does not have it yet.
  interface JSON {
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  }
}

/** How a whole number may be written, also as `1.0` or `1e2`. */
const whole = /^-?\d+(?:\.0+)?(?:[eE]\+?\d+)?$/;

const isExact = (value: number, source: string): boolean =>
  Number.isInteger(value) ? Number.isSafeInteger(value) && whole.test(source) : String(value) === source;

const keepDigits = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value !== 'number' || source === undefined || isExact(value, source) ? value : JSON.rawJSON(source);

/**
 * Parses JSON without changing a number: one that JavaScript cannot hold, such as the 64-bit ids of Chat, becomes a
 * `JSON.rawJSON` object, which every `JSON.stringify` writes digit for digit, that of the Lambda runtime included. A
 * leading byte order mark is ignored.
 *
 * @throws {SyntaxError} the text is not JSON
 * @throws {RangeError} the text is nested too deeply
 *
 * @example
 * JSON.stringify(parseExactJson('{"GroupOwnerTinyID":144115214578713345}')); // the same text
 */
export const parseExactJson = (text: string): unknown => JSON.parse(text.replace(/^\ufeff/, ''), keepDigits);
