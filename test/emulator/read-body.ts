import type { IncomingMessage } from 'node:http';

/** The whole body of a request; null when it is larger than `limit` bytes, of which no more are kept. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | null> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length <= limit) parts.push(part);
  }
  return length > limit ? null : Buffer.concat(parts);
};
