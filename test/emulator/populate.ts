import * as z from 'zod/mini';
import type { Chat } from '#test/emulator/chat';
import { firstTinyId, type Limits } from '#test/emulator/choices';
import { ControlError, mustHaveRoom } from '#test/emulator/control-error';
import { contactConversation, conversationId } from '#test/emulator/conversations';
import { profileFields } from '#test/emulator/profile';
import { findGroup, groupTypes, type Hidden, type State, type User } from '#test/emulator/state';
import { inEnglish } from '#test/in-english';

const text = z.string().check(z.minLength(1));
const seconds = z.int().check(z.gte(0));

const account = z.strictObject({
  UserID: text,
  TinyID: z.exactOptional(z.bigint()),
  ...profileFields,
  pins: z._default(z.array(z.string()), []),
  conversations: z._default(z.array(z.strictObject({ conversation: text, MsgTime: seconds })), []),
  contactGroups: z._default(z.array(z.strictObject({ GroupName: text, GroupId: z.int() })), []),
  contacts: z._default(
    z.array(
      z.strictObject({
        conversation: text,
        StandardMark: z.string().check(z.regex(/^(?:1[01]{0,63})?$/)),
        CustomMark: z.exactOptional(z.string()),
        ContactGroupId: z.array(z.int()),
        Timestamp: seconds,
      }),
    ),
    [],
  ),
});

const member = z.strictObject({ UserID: text, NameCard: z._default(z.string(), '') });

const group = z.strictObject({
  GroupType: z._default(z.enum(groupTypes), 'Public'),
  GroupID: text,
  GroupName: z.string(),
  GroupFaceUrl: z._default(z.string(), ''),
  GroupIntroduction: z._default(z.string(), ''),
  GroupOwnerUserID: text,
  members: z._default(z.array(member), []),
});

const groupMember = z.extend(member, { GroupID: text });

const conversation = z.intersection(
  z.object({ From_Account: text, MsgTime: z.exactOptional(seconds) }),
  contactConversation,
);

/** An account to add: its id, and its initial profile, list, groups and marks. */
export type AccountSeed = z.input<typeof account>;

/** A chat group to add. Its owner and members must be accounts. */
export type GroupSeed = z.input<typeof group>;

/** A member to add to a chat group. */
export type MemberSeed = z.input<typeof groupMember>;

/** A conversation to add to a user's list. */
export type ConversationSeed = z.input<typeof conversation>;

/** The initial accounts and groups. */
export interface Seed {
  readonly users: readonly AccountSeed[];
  readonly groups: readonly GroupSeed[];
  /** The users, groups and members that are hidden from search. Default: none. */
  readonly hidden?: readonly Hidden[];
}

const mustBeAccount = (state: State, userId: string): User => {
  const user = state.users.find(({ UserID }) => UserID === userId);
  if (!user) throw new ControlError(`${userId} is not an account`);
  return user;
};

/** The accounts and groups, and how many there may be. */
type Population = Pick<Chat, 'state' | 'limits'>;

/**
 * Adds an account. Throws a `ControlError` when it exists or is one too many, and a zod error when the body is invalid.
 */
export const addAccount = ({ state, limits }: Population, body: unknown): void => {
  const { UserID, TinyID, pins, conversations, contactGroups, contacts, ...fields } = z.parse(account, body, inEnglish);
  if (state.users.some((user) => user.UserID === UserID)) throw new ControlError(`${UserID} exists`);
  mustHaveRoom(state.users, limits.accounts, 'accounts');
  const listed = new Set(conversations.map(({ conversation }) => conversation));
  const unlisted = pins.filter((pin) => !listed.has(pin)).map((pin) => ({ conversation: pin, MsgTime: 0 }));
  state.users.push({
    UserID,
    TinyID: TinyID ?? firstTinyId + BigInt(state.users.length),
    profile: fields,
    pins,
    conversations: [...conversations, ...unlisted],
    contactGroups,
    nextGroupId: Math.max(0, ...contactGroups.map(({ GroupId }) => GroupId)) + 1,
    contacts,
  });
};

/**
 * Adds a chat group. Throws a `ControlError` when it exists, is one too many, or a user is not an account, and a zod
 * error when the body is invalid.
 */
export const addGroup = ({ state, limits }: Population, body: unknown): void => {
  const added = z.parse(group, body, inEnglish);
  if (findGroup(state, added.GroupID)) throw new ControlError(`${added.GroupID} exists`);
  for (const { UserID } of [{ UserID: added.GroupOwnerUserID }, ...added.members]) mustBeAccount(state, UserID);
  mustHaveRoom(state.groups, limits.groups, 'groups');
  state.groups.push(added);
};

/**
 * Adds an account to a chat group. Throws a `ControlError` when the group or the account does not exist, or the
 * account is a member, and a zod error when the body is invalid.
 */
export const addMember = (state: State, body: unknown): void => {
  const { GroupID, ...added } = z.parse(groupMember, body, inEnglish);
  const joined = findGroup(state, GroupID);
  if (!joined) throw new ControlError(`${GroupID} is not a group`);
  mustBeAccount(state, added.UserID);
  if (joined.members.some(({ UserID }) => UserID === added.UserID)) throw new ControlError(`${added.UserID} exists`);
  joined.members = [...joined.members, added];
};

/**
 * Adds a conversation to a user's list, or updates the time of its last message. The time defaults to `now`, in Unix
 * seconds. Throws a `ControlError` when the user is not an account, and a zod error when the body is invalid.
 */
export const addConversation = (state: State, body: unknown, now: number): void => {
  const { From_Account, MsgTime = now, ...fields } = z.parse(conversation, body, inEnglish);
  touchConversation(mustBeAccount(state, From_Account), conversationId(fields), MsgTime);
};

/** Adds a conversation to a user's list, or updates its time, in Unix seconds. */
export const touchConversation = (user: User, id: string, time: number): void => {
  const others = user.conversations.filter((listed) => listed.conversation !== id);
  user.conversations = [...others, { conversation: id, MsgTime: time }];
};

/** Creates the initial state. Throws when the seed is invalid, contradicts itself or exceeds the limits. */
export const populate = ({ users, groups, hidden = [] }: Seed, limits: Limits): State => {
  const state: State = { users: [], groups: [], hidden };
  for (const user of users) addAccount({ state, limits }, user);
  for (const each of groups) addGroup({ state, limits }, each);
  return state;
};
