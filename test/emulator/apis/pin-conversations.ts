import { answerTo, successWithDisplay } from '#test/emulator/answer';
import { unixSeconds } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { pinsAfterPin, pinsAfterUnpin } from '#test/emulator/choices';
import { conversationId, listedConversation } from '#test/emulator/conversations';
import { touchConversation } from '#test/emulator/populate';
import { fieldsOf, filledList, oneOf, text } from '#test/emulator/read-fields';
import { findUser } from '#test/emulator/state';

const fields = fieldsOf({
  From_Account: text(),
  OperationType: oneOf(1, 2),
  RecentContactItem: filledList(listedConversation),
});

/** Pins and unpins conversations of one user (https://trtc.io/zh/document/78304). */
export const pinConversations = answerTo(fields, (chat, request) => {
  const user = findUser(chat.state, request.From_Account);
  const conversations = request.RecentContactItem.map(conversationId);
  const change = request.OperationType === 1 ? pinsAfterPin : pinsAfterUnpin;
  const pins = change(user.pins, conversations);
  if (pins.length > chat.limits.pins) throw new ChatError(51012);
  user.pins = pins;
  const listed = new Set(user.conversations.map(({ conversation }) => conversation));
  for (const pin of pins) if (!listed.has(pin)) touchConversation(user, pin, unixSeconds(chat));
  return successWithDisplay;
});
