import { answerTo, successWithDisplay } from '#test/emulator/answer';
import { unixSeconds } from '#test/emulator/chat';
import { conversationList } from '#test/emulator/choices';
import { conversationOf } from '#test/emulator/conversations';
import { fieldsOf, integer, position, text } from '#test/emulator/read-fields';
import { contactOf, findUser, isGrouped, isMarked, type User } from '#test/emulator/state';

const fields = fieldsOf({
  From_Account: text(),
  TimeStamp: position(),
  StartIndex: position(),
  TopTimeStamp: position(),
  TopStartIndex: position(),
  AssistFlags: integer(),
});

/** Lists the conversations of one user page by page (https://trtc.io/zh/document/43087). */
export const listConversations = answerTo(fields, (chat, request) => {
  const user = findUser(chat.state, request.From_Account);
  const { listedConversations, conversationsPerPage } = chat.limits;
  const { pinned, others } = conversationList(user, listedConversations);
  const pinnedHere = pinned.slice(request.TopStartIndex, request.TopStartIndex + conversationsPerPage);
  const room = conversationsPerPage - pinnedHere.length;
  const othersHere = others.slice(request.StartIndex, request.StartIndex + room);
  const read = { pinned: request.TopStartIndex + pinnedHere.length, others: request.StartIndex + othersHere.length };
  const isComplete = read.pinned >= pinned.length && read.others >= others.length;
  const now = unixSeconds(chat);
  return {
    SessionItem: [
      ...pinnedHere.map((conversation) => sessionItem(user, conversation, 1)),
      ...othersHere.map((conversation) => sessionItem(user, conversation, 0)),
    ],
    CompleteFlag: isComplete ? 1 : 0,
    TimeStamp: isComplete ? now : request.TimeStamp || now,
    StartIndex: isComplete ? 0 : read.others,
    TopTimeStamp: isComplete ? now : request.TopTimeStamp || now,
    TopStartIndex: isComplete ? 0 : read.pinned,
    ...successWithDisplay,
  };
});

const sessionItem = (user: User, id: string, TopFlag: 0 | 1): object => {
  const contact = contactOf(user, id);
  const { StandardMark, CustomMark, ContactGroupId } = contact;
  return {
    ...conversationOf(id, 'GroupId'),
    MsgTime: user.conversations.find(({ conversation }) => conversation === id)?.MsgTime ?? 0,
    TopFlag,
    ...(isMarked(contact) && { StandardMark }),
    ...(CustomMark !== undefined && { CustomMark }),
    ...(isGrouped(contact) && { ContactGroupId }),
  };
};
