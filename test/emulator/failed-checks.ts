import type { Chat } from '#test/emulator/chat';

/** Whether so many UserSig checks of an identifier have failed that no call of it is checked for a while. */
export const isLockedOut = (chat: Chat, identifier: string): boolean => {
  const times = chat.failedChecks.get(identifier) ?? [];
  return times.length >= chat.limits.failedChecks && isRecent(chat, times.at(-1) ?? 0);
};

/** Counts a failed UserSig check, and forgets those that no longer matter, of any identifier. */
export const countFailedCheck = (chat: Chat, identifier: string): void => {
  for (const [other, times] of chat.failedChecks) {
    if (!times.some((time) => isRecent(chat, time))) chat.failedChecks.delete(other);
  }
  const earlier = (chat.failedChecks.get(identifier) ?? []).filter((time) => isRecent(chat, time));
  chat.failedChecks.set(identifier, [...earlier, chat.clock()]);
};

const isRecent = ({ clock, limits }: Chat, time: number): boolean => clock() - time < limits.lockSeconds * 1000;
