import { changeContact, knownConversationId } from '#test/emulator/change-contact';
import type { Chat } from '#test/emulator/chat';
import { ChatError, type ItemResult, itemResult } from '#test/emulator/chat-error';
import { isGroupName } from '#test/emulator/choices';
import type { Conversation } from '#test/emulator/conversations';
import { type ContactGroup, isGrouped, type User } from '#test/emulator/state';

/** The most conversations that one call may change. */
export const mostChanges = 100;

/** Throws 51006 when a list has more conversations than one call may change. */
export const checkChanges = (conversations: readonly unknown[]): void => {
  if (conversations.length > mostChanges) throw new ChatError(51006);
};

/** Throws 51011 when a conversation group may not have this name. */
export const checkGroupName = (name: string): void => {
  if (!isGroupName(name)) throw new ChatError(51011);
};

/** Finds a user's conversation group by its name. Throws 51009 when there is none. */
export const findContactGroup = ({ contactGroups }: User, name: string): ContactGroup => {
  const group = contactGroups.find(({ GroupName }) => GroupName === name);
  if (!group) throw new ChatError(51009);
  return group;
};

/** The conversation group to change, and whether to add to it or remove from it. */
export interface Regrouping {
  readonly user: User;
  readonly groupId: number;
  readonly isAdded: boolean;
}

/** Adds one conversation to a conversation group or removes it, and returns the item's result. */
export const regroup = (chat: Chat, conversation: Conversation, regrouping: Regrouping): ItemResult =>
  itemResult(() => {
    const { user, groupId, isAdded } = regrouping;
    changeContact(chat, knownConversationId(chat, conversation), {
      user,
      counts: isGrouped,
      change: (contact) => {
        const others = contact.ContactGroupId.filter((id) => id !== groupId);
        return { ...contact, ContactGroupId: isAdded ? [...others, groupId] : others };
      },
    });
  });
