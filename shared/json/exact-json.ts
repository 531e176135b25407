import { randomBytes } from 'node:crypto';
import { isRecord } from '#shared/json/is-record';

declare global {
  // In the language since ES2026 and in Node since 21; TypeScript's library does not have it yet.
  interface JSON {
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  }
}

/** What every text has in it whose numbers `JSON.parse` may change. */
const mayLoseDigits = /\d[\d.]{15}|\d[eE]/;

/**
 * A number that `JSON.parse` may change, by its length or its exponent, between what JSON has around one. The same may
 * stand inside a string.
 */
const longNumbers =
  /(?=-?\d(?:[\d.]{15}|[\d.]{0,14}[eE]))(?<=(?:^|[:,[])\s*)-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*(?:[,}\]]|$))/g;

/** How a whole number may be written, also as `1.0` or `1e2`. */
const whole = /^-?\d+(?:\.0+)?(?:[eE]\+?\d+)?$/;

const isExact = (value: number, source: string): boolean =>
  Number.isInteger(value) ? Number.isSafeInteger(value) && whole.test(source) : String(value) === source;

const numberOf = (source: string): unknown => {
  const value = Number(source);
  return isExact(value, source) ? value : JSON.rawJSON(source);
};

/** Begins the strings that stand for numbers. Nobody else can know it. */
const mark = randomBytes(16).toString('base64url');

const restoreString = (value: string): unknown =>
  value.length > mark.length && value.startsWith(mark) ? numberOf(value.slice(mark.length)) : value;

/** Puts the numbers back, in place. Only what changes is stored: to store takes as long as to look. */
const restore = (value: unknown): unknown => {
  if (typeof value === 'string') return restoreString(value);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      const restored = restore(item);
      if (restored !== item) value[index] = restored;
    }
  } else if (isRecord(value)) {
    for (const key in value) {
      const member = value[key];
      const restored = restore(member);
      if (restored !== member) value[key] = restored;
    }
  }
  return value;
};

/** For numbers inside strings: two and a half times as slow, since it is called for every value. */
const keepDigits = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && source !== undefined ? numberOf(source) : value;

/**
 * Parses JSON without changing a number: one that JavaScript cannot hold, such as the 64-bit ids of Chat, becomes a
 * `JSON.rawJSON` object, which `JSON.stringify` writes digit for digit. That holds for whoever does the writing, the
 * Lambda runtime included.
 *
 * Such numbers are made strings, and those made numbers when `JSON.parse` is done. What looked like a number inside a
 * string has ended it with a quote then and stands behind it, which is no JSON.
 *
 * @throws {SyntaxError} the text is not JSON
 * @throws {RangeError} the text is nested too deeply
 */
export const parseExactJson = (text: string): unknown => {
  if (!mayLoseDigits.test(text)) return JSON.parse(text);
  try {
    return restore(JSON.parse(text.replace(longNumbers, `"${mark}$&"`)));
  } catch {
    return JSON.parse(text, keepDigits);
  }
};
