import * as z from 'zod/mini';
import { contact, contactGroupName, fromAccount, itemResult } from '#shared/chat/conversation-schemas';
import { answer, enumeration, list, record, variants } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** Renames a conversation group, or adds conversations to it and removes them from it. */
export const updateContactGroup = defineApi({
  name: 'update-contact-group',
  path: '/v4/recentcontact/update_contact_group',
  summary: "Renames a user's conversation group, or adds conversations to it and removes them from it.",
  documentation: 'https://trtc.io/document/53439',
  callsPerSecond: 200,
  effect: 'states',
  doneWhen: {
    errorCode: 51009,
    request: z.object({ UpdateGroup: z.object({ UpdateGroupType: z.literal(1) }) }),
  },
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount(),
    UpdateType: enumeration(1).check(z.describe('1: updates a conversation group. Chat documents no other value.')),
    UpdateGroup: variants('UpdateGroupType', [
      z.strictObject({
        UpdateGroupType: z.literal(1).check(z.describe('1: renames the group.')),
        OldGroupName: contactGroupName(),
        NewGroupName: contactGroupName(),
      }),
      z.strictObject({
        UpdateGroupType: z.literal(2).check(z.describe('2: adds conversations and removes them.')),
        OldGroupName: contactGroupName(),
        ContactUpdateItem: list(
          z.strictObject({
            ContactOptType: enumeration(1, 2).check(z.describe('1: adds the conversation. 2: removes it.')),
            ContactItem: contact(),
          }),
          { least: 1, most: 100 },
        ).check(z.describe('1 to 100 conversations.')),
      }),
    ]).check(z.describe('The change.')),
  }),
  response: () =>
    answer({
      UpdateType: z.int().check(z.describe('As in the request.')),
      UpdateGroupResult: record({
        UpdateGroupType: z.int().check(z.describe('As in the request.')),
        GroupName: z.string().check(z.describe('Its current name.')),
        GroupId: z.int().check(z.describe('The id of the conversation group.')),
        OldGroupName: z.string().check(z.describe('Its previous name.')),
        ContactResultItem: z
          .array(record({ ContactOptType: z.int().check(z.describe('As in the request.')), ...itemResult() }))
          .check(z.describe('The result for each conversation.')),
      }).check(z.describe('The result for the group.')),
    }),
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51006, 51007, 51008, 51009, 51010, 51011, 51012, 51013],
});
