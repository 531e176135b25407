import { answerTo, requireContactGroups, successWithDisplay } from '#test/emulator/answer';
import { completeTime } from '#test/emulator/choices';
import { conversationOf } from '#test/emulator/conversations';
import { fieldsOf, position, text } from '#test/emulator/read-fields';
import { findUser, isGrouped } from '#test/emulator/state';

const fields = fieldsOf({ From_Account: text(), StartIndex: position() });

/** Lists the conversations of one user that have groups or marks, page by page (https://trtc.io/zh/document/53440). */
export const listContactGroups = answerTo(fields, (chat, request) => {
  requireContactGroups(chat);
  const { contacts, contactGroups } = findUser(chat.state, request.From_Account);
  const end = request.StartIndex + chat.limits.conversationsPerPage;
  const isComplete = end >= contacts.length;
  return {
    ContactItem: contacts.slice(request.StartIndex, end).map((contact) => {
      const { conversation, ContactGroupId, Timestamp, ...marks } = contact;
      return {
        ...conversationOf(conversation, 'ToGroupId'),
        ...marks,
        ...(isGrouped(contact) && { ContactGroupId }),
        Timestamp,
      };
    }),
    GroupItem: contactGroups,
    CompleteFlag: isComplete ? 1 : 0,
    ...(!isComplete && { NextStartIndex: end }),
    CompleteTime: completeTime(contacts),
    ...successWithDisplay,
  };
});
