import * as z from 'zod/mini';
import { contact, fromAccount, itemResult } from '#shared/chat/conversation-schemas';
import { answer, enumeration, list, record, text } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** Chat's page counts the 64 bits from 1, its client SDKs from 0. Both are accepted, and neither is converted. */
const marks = (verb: string) =>
  z.optional(
    list(z.int().check(z.minimum(0), z.maximum(64)), { most: 64 }).check(
      z.describe(
        `The numbers of the bits to ${verb}, sent to Chat unchanged. Its pages count from 1, its client SDKs from 0.`,
      ),
    ),
  );

/** Sets and clears marks on a user's conversations. */
export const markConversations = defineApi({
  name: 'mark-conversations',
  path: '/v4/recentcontact/mark_contact',
  summary: "Sets and clears standard marks on a user's conversations, and sets custom marks.",
  documentation: 'https://trtc.io/document/53438',
  callsPerSecond: 200,
  effect: 'states',
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount(),
    MarkItem: list(
      z.strictObject({
        OptType: enumeration(1, 2, 3).check(z.describe('1: standard marks. 2: the custom mark. 3: both.')),
        ContactItem: contact(),
        ClearMark: marks('clear'),
        SetMark: marks('set'),
        CustomMark: z.optional(text(256, 0).check(z.describe('The custom mark: up to 256 bytes of UTF-8.'))),
      }),
      { least: 1, most: 1_000 },
    ).check(z.describe('1 to 1,000 conversations. More than 100 are split into several calls to Chat.')),
  }),
  response: () =>
    answer({
      ResultItem: z
        .array(record({ OptType: z.int().check(z.describe('As in the request.')), ...itemResult() }))
        .check(z.describe('The result for each conversation.')),
    }),
  split: { field: 'MarkItem', perCall: 100, merge: [{ field: 'ResultItem', itemFields: ['OptType', 'ContactItem'] }] },
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51006, 51007, 51008, 51009, 51010, 51011, 51012, 51013],
});
