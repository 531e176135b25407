import * as z from 'zod/mini';
import { answerFields, c2cConversation, groupConversationType, groupId, userId } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** What one call to Chat may ask for, and what a request may: longer lists become several calls. */
export const limits = { conversationsPerCall: 300, conversationsPerRequest: 3_000 } as const;

/** The conversation groups and marks of one conversation, in an answer. */
const marks = {
  StandardMark: z.optional(
    z.string().check(z.describe('Bits, the right-most is the lowest: star, unread, fold, hide.')),
  ),
  CustomMark: z.optional(z.string()),
  ContactGroupId: z.optional(z.array(z.int()).check(z.describe('Ids of the conversation groups it is in.'))),
  Timestamp: z.optional(z.int().check(z.describe('Last change, in Unix seconds.'))),
};

/**
 * Looks up the conversation groups and marks of given conversations of a user.
 *
 * @see https://trtc.io/document/53442
 */
export const searchContactGroups = defineApi({
  name: 'search-contact-groups',
  path: '/v4/recentcontact/search_contact_group',
  summary: 'Looks up the conversation groups and marks of given conversations of a user.',
  documentation: 'https://trtc.io/document/53442',
  callsPerSecond: 200,
  access: { user: 'From_Account' },
  effect: 'reads',
  request: z.strictObject({
    From_Account: userId.check(z.describe('The user whose conversations they are.')),
    ContactItem: z
      .array(
        z.discriminatedUnion('Type', [
          c2cConversation,
          z.strictObject({ Type: groupConversationType, ToGroupId: groupId }),
        ]),
      )
      .check(
        z.minLength(1),
        z.maxLength(limits.conversationsPerRequest),
        z.describe('The conversations: a user (`Type` 1) or a group (`Type` 2) each.'),
      ),
  }),
  response: z.looseObject({
    ContactResultItem: z.array(
      z.discriminatedUnion('Type', [
        z.looseObject({ Type: z.literal(1), To_Account: z.string(), ...marks }),
        z.looseObject({ Type: z.literal(2), ToGroupId: z.string(), ...marks }),
      ]),
    ),
    GroupItem: z.optional(z.array(z.looseObject({ GroupName: z.string(), GroupId: z.int() }))),
    ...answerFields,
  }),
  split: {
    field: 'ContactItem',
    perCall: limits.conversationsPerCall,
    merge: [{ field: 'ContactResultItem' }, { field: 'GroupItem', unique: 'GroupId' }],
  },
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51006, 51007, 51008, 51009, 51010, 51011, 51012, 51013],
});
