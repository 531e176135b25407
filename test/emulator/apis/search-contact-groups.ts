import * as z from 'zod/mini';
import { answerTo, requireContactGroups, success } from '#test/emulator/answer';
import { knownConversationId } from '#test/emulator/change-contact';
import { groupItems } from '#test/emulator/choices';
import { contactConversation } from '#test/emulator/conversations';
import { fieldsOf, filledList, text } from '#test/emulator/read-fields';
import { findUser } from '#test/emulator/state';

const mostConversations = 300;

const fields = fieldsOf({
  From_Account: text(),
  ContactItem: filledList(contactConversation).check(
    z.maxLength(mostConversations, `must not hold more than ${mostConversations} conversations`),
  ),
});

/** Looks up the groups and marks of given conversations of one user (https://trtc.io/zh/document/53442). */
export const searchContactGroups = answerTo(fields, (chat, request) => {
  requireContactGroups(chat);
  const user = findUser(chat.state, request.From_Account);
  const asked = new Map(request.ContactItem.map((contact) => [knownConversationId(chat, contact), contact]));
  const results = [...asked].flatMap(([id, contact]) => {
    const found = user.contacts.find(({ conversation }) => conversation === id);
    if (!found) return [];
    const { conversation: _, ...data } = found;
    return [{ ...contact, ...data }];
  });
  const named = new Set(results.flatMap(({ ContactGroupId }) => ContactGroupId));
  return { ContactResultItem: results, GroupItem: groupItems(user.contactGroups, named), ...success };
});
