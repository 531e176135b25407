import * as z from 'zod/mini';
import { answerFields, c2cConversation, groupConversationType, groupId, userId } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/**
 * Pins conversations of a user to the top of the list, or unpins them.
 *
 * @see https://trtc.io/zh/document/78304
 */
export const pinConversations = defineApi({
  name: 'pin-conversations',
  path: '/v4/recentcontact/top',
  summary: 'Pins conversations of a user to the top of the list, or unpins them.',
  documentation: 'https://trtc.io/zh/document/78304',
  callsPerSecond: 200,
  access: { user: 'From_Account' },
  effect: 'states',
  request: z.strictObject({
    From_Account: userId.check(z.describe('The user whose list it is.')),
    OperationType: z.literal([1, 2]).check(z.describe('1 pins, 2 unpins.')),
    RecentContactItem: z
      .array(
        z.discriminatedUnion('Type', [
          c2cConversation,
          z.strictObject({ Type: groupConversationType, GroupId: groupId }),
        ]),
      )
      .check(z.describe('The conversations: a user (`Type` 1) or a group (`Type` 2) each.')),
  }),
  response: z.looseObject(answerFields),
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51012],
});
