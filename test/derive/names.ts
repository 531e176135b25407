/** `pinConversations` of `pin-conversations`. */
export const camelCase = (name: string): string =>
  name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** `PinConversations` of `pin-conversations`. */
export const pascalCase = (name: string): string => camelCase(`-${name}`);

/** `a, b and c`. */
export const listOf = (words: readonly string[], conjunction = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
