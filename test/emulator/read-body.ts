import type { IncomingMessage } from 'node:http';

/** Reads the body of a request. Returns null if it is larger than `limit` bytes; keeps at most that much in memory. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | null> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length <= limit) parts.push(part);
  }
  return length > limit ? null : Buffer.concat(parts);
};
