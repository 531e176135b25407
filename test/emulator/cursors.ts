import { randomBytes } from 'node:crypto';
import type { Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { codes } from '#test/emulator/choices';

/**
 * The position at which a search resumes. `search` is the search as JSON text; `expiresAt` is in milliseconds since
 * 1970.
 */
export interface Cursor {
  readonly search: string;
  readonly offset: number;
  readonly expiresAt: number;
}

/**
 * Issues an opaque cursor of 43 characters, like the documented one. It can be used any number of times until it
 * expires.
 */
export const issueCursor = (chat: Chat, search: string, offset: number): string => {
  const now = chat.clock();
  for (const [token, { expiresAt }] of chat.cursors) if (expiresAt < now) chat.cursors.delete(token);
  const token = randomBytes(32).toString('base64url');
  chat.cursors.set(token, { search, offset, expiresAt: now + chat.limits.cursorLifetimeSeconds * 1000 });
  return token;
};

/** The offset of a cursor; 0 for an empty one. Throws when the cursor is unknown, expired, or from another search. */
export const openCursor = (chat: Chat, search: string, token: string): number => {
  if (token === '') return 0;
  const cursor = chat.cursors.get(token);
  if (!cursor || cursor.search !== search || chat.clock() > cursor.expiresAt) {
    throw new ChatError(codes.badCursor, 'Cursor is unknown or expired');
  }
  return cursor.offset;
};
