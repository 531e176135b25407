import { type Chat, unixSeconds } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { codes } from '#test/emulator/choices';
import { type Conversation, conversationId, groupIdOf } from '#test/emulator/conversations';
import { type Contact, contactOf, findGroup, keepContact, type User } from '#test/emulator/state';

/** The id of a conversation. Throws a `ChatError` when it is with a chat group that does not exist. */
export const knownConversationId = (chat: Chat, conversation: Conversation): string => {
  const groupId = groupIdOf(conversation);
  if (groupId !== undefined && !findGroup(chat.state, groupId)) throw new ChatError(codes.unknownGroup);
  return conversationId(conversation);
};

/** A change to the groups or marks of one of a user's conversations. */
export interface ContactChange {
  readonly user: User;
  /** Whether a contact counts towards the limit. */
  readonly counts: (contact: Contact) => boolean;
  readonly change: (contact: Contact) => Contact;
}

/**
 * Changes the groups or marks of one conversation. Throws 51008 when the change would exceed the limit of
 * conversations.
 */
export const changeContact = (chat: Chat, id: string, { user, counts, change }: ContactChange): void => {
  const before = contactOf(user, id);
  const after = { ...change(before), Timestamp: unixSeconds(chat) };
  const isNew = counts(after) && !counts(before);
  if (isNew && user.contacts.filter(counts).length >= chat.limits.contacts) throw new ChatError(51008);
  keepContact(user, after);
};
