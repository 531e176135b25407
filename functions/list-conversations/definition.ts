import * as z from 'zod/mini';
import { contactFields, fromAccount, markFields } from '#shared/chat/conversation-schemas';
import { answer, record } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** The start of a page, which has one position among the pinned conversations and one among the others. */
const positions = (purpose: string) => ({
  TimeStamp: z.int().check(z.describe(`The time among the conversations that are not pinned. ${purpose}`)),
  StartIndex: z.int().check(z.describe(`The index among the conversations that are not pinned. ${purpose}`)),
  TopTimeStamp: z.int().check(z.describe(`The time among the pinned conversations. ${purpose}`)),
  TopStartIndex: z.int().check(z.describe(`The index among the pinned conversations. ${purpose}`)),
});

/** Lists a user's conversations. */
export const listConversations = defineApi({
  name: 'list-conversations',
  path: '/v4/recentcontact/get_list',
  summary: "Lists a user's conversations, page by page, and shows which ones are pinned.",
  documentation: 'https://trtc.io/zh/document/43087',
  callsPerSecond: 200,
  effect: 'reads',
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount(),
    ...positions('0 for the first page, then from the answer before.'),
    AssistFlags: z.int().check(z.describe('What to list, as bits. Chat recommends 63 for complete data.')),
  }),
  response: () =>
    answer({
      SessionItem: z
        .array(
          record({
            Type: contactFields().Type,
            To_Account: contactFields().To_Account,
            GroupId: contactFields().ToGroupId,
            MsgTime: z.int().check(z.describe('The time of the conversation, in Unix seconds.')),
            TopFlag: z.literal([0, 1]).check(z.describe('1 if it is pinned.')),
            ...markFields(),
          }),
        )
        .check(z.describe('The conversations of the page.')),
      CompleteFlag: z.literal([0, 1]).check(z.describe('1 if this is the last page.')),
      ...positions('Where the next page begins.'),
    }),
  paging: {
    carry: {
      TimeStamp: 'TimeStamp',
      StartIndex: 'StartIndex',
      TopTimeStamp: 'TopTimeStamp',
      TopStartIndex: 'TopStartIndex',
    },
    last: { field: 'CompleteFlag', is: 1 },
    repeats: { field: 'SessionItem', key: ['Type', 'To_Account', 'GroupId'] },
  },
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005],
});
