import * as z from 'zod/mini';

const maxUserIdBytes = 32;

/**
 * A user of Chat: at most 32 bytes. Which characters are allowed Chat's pages disagree on, so it is left to Chat.
 *
 * @see https://trtc.io/document/34348 code 7003
 */
export const userId = z.string().check(
  z.minLength(1),
  z.refine((value) => Buffer.byteLength(value) <= maxUserIdBytes, {
    error: `expected at most ${maxUserIdBytes} bytes of UTF-8`,
  }),
);

/** A group of Chat. */
export const groupId = z.string().check(z.minLength(1));

/** A `Type` that Chat's pages show both as 1 and as "1"; it leaves as a number. */
const conversationType = <const Type extends 1 | 2>(type: Type) =>
  z.pipe(
    z.literal([type, `${type}`]),
    z.transform(() => type),
  );

/** A one-to-one conversation, in a request. */
export const c2cConversation = z.strictObject({ Type: conversationType(1), To_Account: userId });

/** The `Type` of a group conversation, in a request. The field for the group's id has another name in each API. */
export const groupConversationType = conversationType(2);

/** The fields that every answer of Chat has. */
export const answerFields = {
  ActionStatus: z.literal('OK'),
  ErrorCode: z.literal(0),
  ErrorInfo: z.optional(z.string()),
  ErrorDisplay: z.optional(z.string()),
};
