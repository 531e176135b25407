import type { Chat } from '../chat.ts';

/** One REST API of Chat. */
export type Api = {
  path: string;
  /** The documented rate. */
  callsPerSecond: number;
  /** The code of a call over the rate. */
  tooFrequent: number;
  /** Carries out a call. Returns the answer, its members in the documented order; throws a `ChatError` when it fails. */
  answer(chat: Chat, body: unknown): object;
};
