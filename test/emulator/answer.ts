import type * as z from 'zod/mini';
import type { Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { readFields } from '#test/emulator/read-fields';

/**
 * What one API of Chat does with a body. Returns the answer, its members in the documented order; throws a `ChatError` when
 * the call fails, with `invalidRequestCode` when the body does not fit.
 */
export type Answer = (chat: Chat, body: unknown, invalidRequestCode: number) => object;

/** An API that reads these fields of a body and carries the call out. */
export const answerTo =
  <Fields>(fields: z.ZodMiniType<Fields>, carryOut: (chat: Chat, request: Fields) => object): Answer =>
  (chat, body, invalidRequestCode) =>
    carryOut(chat, readFields(fields, body, invalidRequestCode));

/** What every successful answer says. */
export const success = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' } as const;

/** The same in the order in which the pages of the search family show it. */
export const searchSuccess = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 } as const;

/** The same with the field that some pages of `recentcontact` show beside it. */
export const successWithDisplay = { ...success, ErrorDisplay: '' } as const;

/** Throws 51013 when the edition does not include conversation groups and marks. */
export const requireContactGroups = ({ app }: Chat): void => {
  if (!app.contactGroups) throw new ChatError(51013);
};
