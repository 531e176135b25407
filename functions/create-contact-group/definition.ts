import * as z from 'zod/mini';
import { contact, contactGroup, contactGroupName, fromAccount, itemResult } from '#shared/chat/conversation-schemas';
import { answer, list, record } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** Creates a conversation group. */
export const createContactGroup = defineApi({
  name: 'create-contact-group',
  path: '/v4/recentcontact/create_contact_group',
  summary: 'Creates a conversation group for a user and puts conversations into it.',
  documentation: 'https://trtc.io/document/53437',
  callsPerSecond: 200,
  effect: 'adds',
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount,
    GroupContactItem: list(
      z.strictObject({
        GroupName: contactGroupName,
        ContactItem: z.optional(
          list(contact, { least: 1, most: 100 }).check(z.describe('Up to 100 conversations to put into it.')),
        ),
      }),
      { least: 1, most: 1 },
    ).check(z.describe('The group to create: Chat takes one a call.')),
  }),
  response: answer({
    GroupResultItem: z
      .array(
        record({
          GroupItem: contactGroup.check(z.describe('The group that was created.')),
          ResultItem: z.array(record(itemResult)).check(z.describe('What became of each conversation.')),
        }),
      )
      .check(z.describe('What became of the group.')),
  }),
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51006, 51007, 51008, 51009, 51010, 51011, 51012, 51013],
});
