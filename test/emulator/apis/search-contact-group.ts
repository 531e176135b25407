import * as z from 'zod/mini';
import type { Chat } from '../chat.ts';
import { ChatError } from '../chat-error.ts';
import { codes, groupItems } from '../choices.ts';
import { readFields, text, typeExpected } from '../read-fields.ts';
import { c2cConversation, findUser, groupConversation } from '../state.ts';
import type { Api } from './api.ts';

const mostConversations = 300;

const item = z.discriminatedUnion(
  'Type',
  [z.object({ Type: z.literal(1), To_Account: text() }), z.object({ Type: z.literal(2), ToGroupId: text() })],
  typeExpected,
);

const fields = z.object(
  {
    From_Account: text(),
    ContactItem: z
      .array(item, 'must be an Array')
      .check(
        z.minLength(1, 'must not be empty'),
        z.maxLength(mostConversations, `must not hold more than ${mostConversations} conversations`),
      ),
  },
  'must be an Object',
);

/** Looks up the groups and marks of given conversations of one user (https://trtc.io/zh/document/53442). */
export const searchContactGroup: Api = {
  path: '/v4/recentcontact/search_contact_group',
  callsPerSecond: 200,
  tooFrequent: 60007,
  answer(chat, body) {
    if (!chat.app.contactGroups) throw new ChatError(51013);
    const request = readFields(fields, body, 50002);
    const user = findUser(chat.state, request.From_Account);
    const asked = new Map(request.ContactItem.map((contact) => [conversationOf(chat, contact), contact]));
    const results = [...asked].flatMap(([conversation, contact]) => {
      const found = user.contacts.find((candidate) => candidate.conversation === conversation);
      if (!found) return [];
      const { conversation: _, ...data } = found;
      return [{ ...contact, ...data }];
    });
    const named = new Set(results.flatMap(({ ContactGroupId }) => ContactGroupId));
    return {
      ContactResultItem: results,
      GroupItem: groupItems(user.contactGroups, named),
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
    };
  },
};

function conversationOf(chat: Chat, contact: z.infer<typeof item>): string {
  if (contact.Type === 1) return c2cConversation(contact.To_Account);
  if (!chat.state.groups.some(({ GroupID }) => GroupID === contact.ToGroupId)) throw new ChatError(codes.unknownGroup);
  return groupConversation(contact.ToGroupId);
}
