import type { Chat } from '#test/emulator/chat';
import { rateWindowMilliseconds } from '#test/emulator/choices';

/** Counts a call if the API's rate allows one more in the sliding second. Returns whether it did. */
export const takeTurn = (chat: Chat, path: string, callsPerSecond: number): boolean => {
  const now = chat.clock();
  const turns = (chat.turns.get(path) ?? []).filter((time) => now - time < rateWindowMilliseconds);
  const free = turns.length < (chat.limits.callsPerSecond[path] ?? callsPerSecond);
  chat.turns.set(path, free ? [...turns, now] : turns);
  return free;
};
