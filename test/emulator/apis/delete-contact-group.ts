import { answerTo, requireContactGroups, success } from '#test/emulator/answer';
import { changeContact } from '#test/emulator/change-contact';
import { findContactGroup } from '#test/emulator/contact-groups';
import { fieldsOf, onlyOne, text } from '#test/emulator/read-fields';
import { findUser, isGrouped } from '#test/emulator/state';

const fields = fieldsOf({ From_Account: text(), GroupName: onlyOne(text()) });

/** Deletes a conversation group of one user (https://trtc.io/document/53441). Its conversations stay in the list. */
export const deleteContactGroup = answerTo(fields, (chat, request) => {
  requireContactGroups(chat);
  const user = findUser(chat.state, request.From_Account);
  const deleted = request.GroupName.map((name) => findContactGroup(user, name));
  for (const { GroupId } of deleted) {
    user.contactGroups = user.contactGroups.filter((group) => group.GroupId !== GroupId);
    const grouped = user.contacts.filter(({ ContactGroupId }) => ContactGroupId.includes(GroupId));
    for (const { conversation } of grouped) {
      changeContact(chat, conversation, {
        user,
        counts: isGrouped,
        change: (contact) => ({ ...contact, ContactGroupId: contact.ContactGroupId.filter((id) => id !== GroupId) }),
      });
    }
  }
  return { GroupItem: deleted, ...success };
});
