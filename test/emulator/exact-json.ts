declare global {
  interface JSON {
    /** https://tc39.es/proposal-json-parse-with-source/: not yet in TypeScript's library. */
    rawJSON(text: string): unknown;
  }
}

/** JSON text of a value; a bigint is written digit for digit as a JSON number. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? JSON.rawJSON(String(member)) : member));

/** The value of a UTF-8 JSON text, or undefined when it is not one. */
export const readJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};
