import * as z from 'zod/mini';
import { answerTo, requireContactGroups, success } from '#test/emulator/answer';
import type { Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { codes } from '#test/emulator/choices';
import { checkChanges, checkGroupName, findContactGroup, regroup } from '#test/emulator/contact-groups';
import { contactConversation } from '#test/emulator/conversations';
import { anyText, fieldsOf, list, oneOf, text } from '#test/emulator/read-fields';
import { findUser, type User } from '#test/emulator/state';

const rename = fieldsOf({ UpdateGroupType: z.literal(1), OldGroupName: text(), NewGroupName: anyText() });

const changeConversations = fieldsOf({
  UpdateGroupType: z.literal(2),
  OldGroupName: text(),
  ContactUpdateItem: list(fieldsOf({ ContactOptType: oneOf(1, 2), ContactItem: contactConversation })),
});

const fields = fieldsOf({
  From_Account: text(),
  UpdateType: oneOf(1),
  UpdateGroup: z.discriminatedUnion('UpdateGroupType', [rename, changeConversations], 'must be the Integer 1 or 2'),
});

/** Renames a conversation group of one user, or changes its conversations (https://trtc.io/document/53439). */
export const updateContactGroup = answerTo(fields, (chat, { From_Account, UpdateType, UpdateGroup }) => {
  requireContactGroups(chat);
  const user = findUser(chat.state, From_Account);
  const UpdateGroupResult =
    UpdateGroup.UpdateGroupType === 1 ? renamed(user, UpdateGroup) : regrouped(chat, user, UpdateGroup);
  return { UpdateType, UpdateGroupResult, ...success };
});

const renamed = (user: User, { OldGroupName, NewGroupName }: z.infer<typeof rename>): object => {
  const { GroupId } = findContactGroup(user, OldGroupName);
  checkGroupName(NewGroupName);
  if (user.contactGroups.some((other) => other.GroupName === NewGroupName && other.GroupId !== GroupId)) {
    throw new ChatError(codes.nameTaken, 'UpdateGroup.NewGroupName must not be the name of another conversation group');
  }
  user.contactGroups = user.contactGroups.map((group) =>
    group.GroupId === GroupId ? { GroupName: NewGroupName, GroupId } : group,
  );
  return { UpdateGroupType: 1, GroupName: NewGroupName, GroupId, OldGroupName };
};

const regrouped = (
  chat: Chat,
  user: User,
  { OldGroupName, ContactUpdateItem }: z.infer<typeof changeConversations>,
): object => {
  const { GroupName, GroupId } = findContactGroup(user, OldGroupName);
  if (ContactUpdateItem.length === 0) throw new ChatError(51006);
  checkChanges(ContactUpdateItem);
  const results = ContactUpdateItem.map((item) => {
    const regrouping = { user, groupId: GroupId, isAdded: item.ContactOptType === 1 };
    return { ...item, ...regroup(chat, item.ContactItem, regrouping) };
  });
  return { UpdateGroupType: 2, GroupName, GroupId, OldGroupName, ContactResultItem: results };
};
