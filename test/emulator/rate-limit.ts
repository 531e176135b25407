import type { Chat } from './chat.ts';
import { rateWindowMilliseconds } from './choices.ts';

/** Counts a call of an API when its rate allows one more in the sliding second. Returns whether it did. */
export function takeTurn(chat: Chat, path: string, callsPerSecond: number): boolean {
  const now = chat.clock();
  const turns = (chat.turns.get(path) ?? []).filter((time) => now - time < rateWindowMilliseconds);
  const free = turns.length < (chat.limits.callsPerSecond[path] ?? callsPerSecond);
  chat.turns.set(path, free ? [...turns, now] : turns);
  return free;
}
