import type * as z from 'zod/mini';
import type { Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { readFields } from '#test/emulator/read-fields';

/**
 * Carries out a call to one Chat API. Returns the answer with its members in the documented order.
 *
 * @throws {ChatError} when the call fails; with `invalidRequestCode` when the body is invalid
 */
export type Answer = (chat: Chat, body: unknown, invalidRequestCode: number) => object;

/** Makes an `Answer` that checks the body against `fields` and then carries out the call. */
export const answerTo =
  <Fields>(fields: z.ZodMiniType<Fields>, carryOut: (chat: Chat, request: Fields) => object): Answer =>
  (chat, body, invalidRequestCode) =>
    carryOut(chat, readFields(fields, body, invalidRequestCode));

/** The envelope of every successful answer. */
export const success = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' } as const;

/** The envelope in the order that the search pages show. */
export const searchSuccess = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 } as const;

/** The envelope with the additional field that some `recentcontact` pages show. */
export const successWithDisplay = { ...success, ErrorDisplay: '' } as const;

/** Throws 51013 when the edition does not include conversation groups and marks. */
export const requireContactGroups = ({ app }: Chat): void => {
  if (!app.contactGroups) throw new ChatError(51013);
};
