import * as z from 'zod/mini';
import { answerTo, requireContactGroups, success } from '#test/emulator/answer';
import type { Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { groupToCreate } from '#test/emulator/choices';
import { checkChanges, checkGroupName, regroup } from '#test/emulator/contact-groups';
import { contactConversation } from '#test/emulator/conversations';
import { anyText, fieldsOf, list, onlyOne, text } from '#test/emulator/read-fields';
import { type ContactGroup, findUser, type User } from '#test/emulator/state';

const fields = fieldsOf({
  From_Account: text(),
  GroupContactItem: onlyOne(fieldsOf({ GroupName: anyText(), ContactItem: z._default(list(contactConversation), []) })),
});

/** Creates a conversation group of one user (https://trtc.io/document/53437). */
export const createContactGroup = answerTo(fields, (chat, request) => {
  requireContactGroups(chat);
  const user = findUser(chat.state, request.From_Account);
  const groups = request.GroupContactItem.map(({ GroupName, ContactItem }) => {
    checkGroupName(GroupName);
    checkChanges(ContactItem);
    const group = groupToCreate(user, GroupName) ?? addGroup(chat, user, GroupName);
    const regrouping = { user, groupId: group.GroupId, isAdded: true };
    return {
      GroupItem: group,
      ResultItem: ContactItem.map((item) => ({ ContactItem: item, ...regroup(chat, item, regrouping) })),
    };
  });
  return { GroupResultItem: groups, ...success };
});

const addGroup = (chat: Chat, user: User, GroupName: string): ContactGroup => {
  if (user.contactGroups.length >= chat.limits.contactGroups) throw new ChatError(51010);
  const group = { GroupName, GroupId: user.nextGroupId };
  user.nextGroupId += 1;
  user.contactGroups = [...user.contactGroups, group];
  return group;
};
