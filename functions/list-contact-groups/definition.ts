import * as z from 'zod/mini';
import { contactGroup, fromAccount, markedContact } from '#shared/chat/conversation-schemas';
import { answer } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** Lists a user's conversation groups and marks. */
export const listContactGroups = defineApi({
  name: 'list-contact-groups',
  path: '/v4/recentcontact/get_contact_group',
  summary: "Lists a user's conversation groups and the conversations that have groups or marks, page by page.",
  documentation: 'https://trtc.io/document/53440',
  callsPerSecond: 200,
  effect: 'reads',
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount(),
    StartIndex: z.int().check(z.describe('0 for the first page, then `NextStartIndex` of the previous answer.')),
  }),
  response: () =>
    answer({
      ContactItem: z.array(markedContact()).check(z.describe('The conversations that have groups or marks.')),
      GroupItem: z.array(contactGroup()).check(z.describe('The conversation groups.')),
      CompleteFlag: z.literal([0, 1]).check(z.describe('1 if this is the last page.')),
      NextStartIndex: z.int().check(z.describe('Where the next page begins. Missing on the last page.')),
    }),
  paging: { carry: { NextStartIndex: 'StartIndex' }, last: { field: 'CompleteFlag', is: 1 } },
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51006, 51007, 51008, 51009, 51010, 51011, 51012, 51013],
});
