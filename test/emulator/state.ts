import { ChatError } from './chat-error.ts';

/** A user's own group of conversations; `GroupId` is its number, not the id of a chat group. */
export type ContactGroup = { GroupName: string; GroupId: number };

/** The groups and marks of one conversation. `conversation` is a conversation id as the client SDKs write it. */
export type Contact = {
  conversation: string;
  StandardMark: string;
  CustomMark?: string;
  ContactGroupId: number[];
  Timestamp: number;
};

/** An account with its pinned conversations (in order), conversation groups and marked conversations. */
export type User = { UserID: string; pins: string[]; contactGroups: ContactGroup[]; contacts: Contact[] };

/** A chat group with the members and their order in which `group_search` answers it. */
export type GroupRecord = {
  GroupType: 'Private' | 'Public' | 'ChatRoom' | 'Community' | 'AVChatRoom';
  GroupID: string;
  GroupName: string;
  GroupMemberNum: number;
  GroupFaceUrl: string;
  GroupIntroduction: string;
  GroupOwnerUserID: string;
  GroupOwnerTinyID: bigint;
  GroupOwnerUserName: string;
};

/** What Chat keeps of one app: its accounts and chat groups. */
export type State = { users: User[]; groups: GroupRecord[] };

/** The account of this id. Throws 50001 when it was not imported. */
export function findUser(state: State, userId: string): User {
  const user = state.users.find(({ UserID }) => UserID === userId);
  if (!user) throw new ChatError(50001);
  return user;
}

/** Conversation id of a one-to-one conversation, in the spelling of the client SDKs: `C2Cuser_0002`. */
export function c2cConversation(userId: string): string {
  return `C2C${userId}`;
}

/** Conversation id of a group conversation, in the spelling of the client SDKs: `GROUP@TGS#1B2AUI7RZ`. */
export function groupConversation(groupId: string): string {
  return `GROUP${groupId}`;
}
