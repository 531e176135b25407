declare global {
  interface JSON {
    /** https://tc39.es/proposal-json-parse-with-source/: not yet in TypeScript's library. */
    rawJSON(text: string): unknown;
  }
}

/** Converts a value to JSON text. A bigint becomes a JSON number with all its digits. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? JSON.rawJSON(String(member)) : member));

/** Parses JSON text in UTF-8; returns undefined if it is not. */
export const readJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};
