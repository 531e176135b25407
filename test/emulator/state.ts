import { ChatError } from '#test/emulator/chat-error';
import type { Profile } from '#test/emulator/profile';

/** A user's conversation group. `GroupId` is its number, not the id of a chat group. */
export interface ContactGroup {
  readonly GroupName: string;
  readonly GroupId: number;
}

/** The groups and marks of one conversation. `conversation` is a conversation id in the format of the client SDKs. */
export interface Contact {
  readonly conversation: string;
  readonly StandardMark: string;
  readonly CustomMark?: string;
  readonly ContactGroupId: readonly number[];
  /** The last change, in Unix seconds. */
  readonly Timestamp: number;
}

/** A conversation of a user's list, with the time of its last message in Unix seconds. */
export interface ListedConversation {
  readonly conversation: string;
  readonly MsgTime: number;
}

/** An account with its data. Its lists are replaced, never mutated. */
export interface User {
  readonly UserID: string;
  readonly TinyID: bigint;
  readonly profile: Profile;
  /** The pinned conversations, in order. */
  pins: readonly string[];
  conversations: readonly ListedConversation[];
  contactGroups: readonly ContactGroup[];
  /** The `GroupId` of the next conversation group. */
  nextGroupId: number;
  /** The conversations that have groups or marks. */
  contacts: readonly Contact[];
}

/** A member of a chat group. */
export interface Member {
  readonly UserID: string;
  readonly NameCard: string;
}

/** The types of chat groups, by their older names. */
export const groupTypes = ['Private', 'Public', 'ChatRoom', 'Community', 'AVChatRoom'] as const;

/** A chat group. */
export interface Group {
  readonly GroupType: (typeof groupTypes)[number];
  readonly GroupID: string;
  readonly GroupName: string;
  readonly GroupFaceUrl: string;
  readonly GroupIntroduction: string;
  readonly GroupOwnerUserID: string;
  members: readonly Member[];
}

/** A user, a group or a group member that is hidden from search. */
export type Hidden =
  | { readonly SetType: 1; readonly UserID: string }
  | { readonly SetType: 2; readonly GroupID: string }
  | { readonly SetType: 3; readonly UserID: string; readonly GroupID: string };

/** Chat's data of one app. */
export interface State {
  readonly users: User[];
  readonly groups: Group[];
  /** The users, groups and members that are hidden from search, in the order in which they were hidden. */
  hidden: readonly Hidden[];
}

/** Finds an account. Throws 50001 when there is none. */
export const findUser = (state: State, userId: string): User => {
  const user = state.users.find(({ UserID }) => UserID === userId);
  if (!user) throw new ChatError(50001);
  return user;
};

/** Finds a chat group; undefined if there is none. */
export const findGroup = (state: State, groupId: string): Group | undefined =>
  state.groups.find(({ GroupID }) => GroupID === groupId);

/** Whether a search may find a group or its members. An empty `types` means any type. An AVChatRoom is never found. */
export const isSearchable = ({ GroupType }: Group, types: readonly string[]): boolean =>
  GroupType !== 'AVChatRoom' && (types.length === 0 || types.includes(GroupType));

/** Whether these are the same user, group or member. */
export const isSame = (one: Hidden, other: Hidden): boolean =>
  one.SetType === other.SetType &&
  ('UserID' in one && one.UserID) === ('UserID' in other && other.UserID) &&
  ('GroupID' in one && one.GroupID) === ('GroupID' in other && other.GroupID);

/** Whether a user, group or member is hidden from search. */
export const isHidden = (state: State, entry: Hidden): boolean => state.hidden.some((hidden) => isSame(hidden, entry));

/** The groups and marks of a conversation, which may be empty. */
export const contactOf = (user: User, conversation: string): Contact =>
  user.contacts.find((contact) => contact.conversation === conversation) ?? {
    conversation,
    StandardMark: '',
    ContactGroupId: [],
    Timestamp: 0,
  };

/** Whether a conversation has a mark, standard or custom. */
export const isMarked = ({ StandardMark, CustomMark }: Contact): boolean =>
  StandardMark !== '' || CustomMark !== undefined;

/** Whether a conversation is in a conversation group. */
export const isGrouped = ({ ContactGroupId }: Contact): boolean => ContactGroupId.length > 0;

/** Replaces a contact in place or appends it. A contact without groups and marks is removed. */
export const keepContact = (user: User, contact: Contact): void => {
  const known = user.contacts.some(({ conversation }) => conversation === contact.conversation);
  const kept = known
    ? user.contacts.map((other) => (other.conversation === contact.conversation ? contact : other))
    : [...user.contacts, contact];
  user.contacts = kept.filter((each) => isMarked(each) || isGrouped(each));
};
