import * as z from 'zod/mini';
import {
  byConversationType,
  conversationTypes,
  fromAccount,
  toAccount,
  toGroup,
} from '#shared/chat/conversation-schemas';
import { answer, enumeration } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

const clearRamble = enumeration(0, 1).check(
  z.describe(
    "1: also deletes the user's roaming messages. 0: keeps them. Required, because Chat documents no default.",
  ),
);

/** Deletes a conversation from a user's list. */
export const deleteConversation = defineApi({
  name: 'delete-conversation',
  path: '/v4/recentcontact/delete',
  summary: "Deletes a conversation from a user's list and, if requested, its roaming messages.",
  documentation: 'https://trtc.io/document/43088',
  callsPerSecond: 200,
  effect: 'states',
  access: { user: 'From_Account' },
  request: byConversationType(
    z.strictObject({
      From_Account: fromAccount(),
      Type: conversationTypes.c2c(),
      To_Account: toAccount(),
      ClearRamble: clearRamble,
    }),
    z.strictObject({
      From_Account: fromAccount(),
      Type: conversationTypes.group(),
      ToGroupid: toGroup(),
      ClearRamble: clearRamble,
    }),
  ),
  response: () => answer({}),
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005],
});
