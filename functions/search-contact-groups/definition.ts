import * as z from 'zod/mini';
import { contact, contactGroup, fromAccount, markedContact } from '#shared/chat/conversation-schemas';
import { answer, list } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** Looks up the conversation groups and marks of given conversations. */
export const searchContactGroups = defineApi({
  name: 'search-contact-groups',
  path: '/v4/recentcontact/search_contact_group',
  summary: 'Looks up the conversation groups and marks of given conversations.',
  documentation: 'https://trtc.io/document/53442',
  callsPerSecond: 200,
  effect: 'reads',
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount(),
    ContactItem: list(contact(), { least: 1, most: 3_000 }).check(
      z.describe('1 to 3,000 conversations. More than 300 are split into several calls to Chat.'),
    ),
  }),
  response: () =>
    answer({
      ContactResultItem: z.array(markedContact()).check(z.describe('The conversations found.')),
      GroupItem: z.array(contactGroup()).check(z.describe('The conversation groups.')),
    }),
  split: {
    field: 'ContactItem',
    perCall: 300,
    merge: [{ field: 'ContactResultItem' }, { field: 'GroupItem', unique: 'GroupId' }],
  },
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51006, 51007, 51008, 51009, 51010, 51011, 51012, 51013],
});
