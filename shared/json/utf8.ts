const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decodes UTF-8. Returns `undefined` for invalid bytes, which `toString` would replace by other characters. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};
