import * as z from 'zod/mini';
import { contact, contactGroup, contactGroupName, fromAccount, itemResult } from '#shared/chat/conversation-schemas';
import { answer, list, record } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** Creates a conversation group and puts conversations into it. */
export const createContactGroup = defineApi({
  name: 'create-contact-group',
  path: '/v4/recentcontact/create_contact_group',
  summary: 'Creates a conversation group for a user and puts conversations into it.',
  documentation: 'https://trtc.io/document/53437',
  callsPerSecond: 200,
  effect: 'adds',
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount(),
    GroupContactItem: list(
      z.strictObject({
        GroupName: contactGroupName(),
        ContactItem: z.optional(
          list(contact(), { least: 1, most: 100 }).check(z.describe('Up to 100 conversations to put into the group.')),
        ),
      }),
      { least: 1, most: 1 },
    ).check(z.describe('The group to create. Chat accepts one per call.')),
  }),
  response: () =>
    answer({
      GroupResultItem: z
        .array(
          record({
            GroupItem: contactGroup().check(z.describe('The new group.')),
            ResultItem: z.array(record(itemResult())).check(z.describe('The result for each conversation.')),
          }),
        )
        .check(z.describe('The result for the group.')),
    }),
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51006, 51007, 51008, 51009, 51010, 51011, 51012, 51013],
});
