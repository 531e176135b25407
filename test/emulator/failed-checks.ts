import type { Chat } from '#test/emulator/chat';

/** Whether an identifier is locked because too many of its UserSig checks have failed. */
export const isLockedOut = (chat: Chat, identifier: string): boolean => {
  const times = chat.failedChecks.get(identifier) ?? [];
  return times.length >= chat.limits.failedChecks && isRecent(chat, times.at(-1) ?? 0);
};

/** Counts a failed UserSig check, and drops the expired ones of every identifier. */
export const countFailedCheck = (chat: Chat, identifier: string): void => {
  for (const [other, times] of chat.failedChecks) {
    if (!times.some((time) => isRecent(chat, time))) chat.failedChecks.delete(other);
  }
  const earlier = (chat.failedChecks.get(identifier) ?? []).filter((time) => isRecent(chat, time));
  chat.failedChecks.set(identifier, [...earlier, chat.clock()]);
};

const isRecent = ({ clock, limits }: Chat, time: number): boolean => clock() - time < limits.lockSeconds * 1000;
