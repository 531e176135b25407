import * as z from 'zod/mini';
import { conversation, fromAccount, toGroup } from '#shared/chat/conversation-schemas';
import { answer, enumeration, list } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** Pins conversations to the top of a user's list, or unpins them. */
export const pinConversations = defineApi({
  name: 'pin-conversations',
  path: '/v4/recentcontact/top',
  summary: "Pins conversations to the top of a user's list, or unpins them.",
  documentation: 'https://trtc.io/zh/document/78304',
  callsPerSecond: 200,
  effect: 'states',
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount(),
    OperationType: enumeration(1, 2).check(z.describe('1: pins. 2: unpins.')),
    RecentContactItem: list(conversation({ GroupId: toGroup() }), { least: 1, most: 100 }).check(
      z.describe('1 to 100 conversations. Chat documents no limit; this function sets 100.'),
    ),
  }),
  response: () => answer({}),
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51012],
});
