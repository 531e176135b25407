import * as z from 'zod/mini';
import { answerTo, successWithDisplay } from '#test/emulator/answer';
import { afterDelete } from '#test/emulator/choices';
import { conversationId, deletedConversation } from '#test/emulator/conversations';
import { fieldsOf, oneOf, text } from '#test/emulator/read-fields';
import { findUser } from '#test/emulator/state';

const fields = z.intersection(
  fieldsOf({ From_Account: text(), ClearRamble: z.optional(oneOf(0, 1)) }),
  deletedConversation,
);

/** Deletes a conversation from one user's list (https://trtc.io/document/43088). */
export const deleteConversation = answerTo(fields, (chat, request) => {
  const user = findUser(chat.state, request.From_Account);
  Object.assign(user, afterDelete(user, conversationId(request)));
  return successWithDisplay;
});
