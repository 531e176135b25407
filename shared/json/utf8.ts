const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decodes UTF-8; `undefined` says that it is none, where `toString` would put other characters in its place. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};
