import * as z from 'zod/mini';
import { fieldsOf, text } from '#test/emulator/read-fields';

const typeExpected = 'must be the Integer 1 or 2';
const c2c = fieldsOf({ Type: z.literal(1), To_Account: text() });

/** A conversation with the group's id in `GroupId` (https://trtc.io/zh/document/78304). */
export const listedConversation = z.discriminatedUnion(
  'Type',
  [c2c, fieldsOf({ Type: z.literal(2), GroupId: text() })],
  typeExpected,
);

/** A conversation with the group's id in `ToGroupId`, for groups and marks (https://trtc.io/zh/document/53442). */
export const contactConversation = z.discriminatedUnion(
  'Type',
  [c2c, fieldsOf({ Type: z.literal(2), ToGroupId: text() })],
  typeExpected,
);

/** A conversation with the group's id in `ToGroupid`, for a delete (https://trtc.io/document/43088). */
export const deletedConversation = z.discriminatedUnion(
  'Type',
  [c2c, fieldsOf({ Type: z.literal(2), ToGroupid: text() })],
  typeExpected,
);

/** A conversation in one of the three spellings. */
export type Conversation =
  | z.infer<typeof listedConversation>
  | z.infer<typeof contactConversation>
  | z.infer<typeof deletedConversation>;

/** The group of a group conversation, in any of the three spellings; undefined for a one-to-one conversation. */
export const groupIdOf = (conversation: Conversation): string | undefined => {
  if (conversation.Type === 1) return undefined;
  if ('GroupId' in conversation) return conversation.GroupId;
  return 'ToGroupId' in conversation ? conversation.ToGroupId : conversation.ToGroupid;
};

/** The conversation id in the format of the client SDKs: `C2Cuser_0002`, `GROUP@TGS#1B2AUI7RZ`. */
export const conversationId = (conversation: Conversation): string =>
  conversation.Type === 1 ? `C2C${conversation.To_Account}` : `GROUP${groupIdOf(conversation)}`;

/** Converts a conversation id to fields, with the given name for the group's id. */
export const conversationOf = (id: string, groupIdField: 'GroupId' | 'ToGroupId'): Readonly<Record<string, unknown>> =>
  id.startsWith('C2C')
    ? { Type: 1, To_Account: id.slice('C2C'.length) }
    : { Type: 2, [groupIdField]: id.slice('GROUP'.length) };
