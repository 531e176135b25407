import * as z from 'zod/mini';
import type { Holding, Owner } from '#test/console/contract';

const userSchema = z.object({
  UserID: z.string(),
  pins: z.array(z.string()),
  conversations: z._default(z.array(z.object({ conversation: z.string(), MsgTime: z.number() })), []),
  contactGroups: z.array(z.object({ GroupName: z.string(), GroupId: z.number() })),
  contacts: z.array(
    z.object({
      conversation: z.string(),
      StandardMark: z.string(),
      CustomMark: z.optional(z.string()),
      ContactGroupId: z.array(z.number()),
    }),
  ),
});

const groupSchema = z.object({
  GroupID: z.string(),
  GroupName: z.string(),
  GroupType: z.string(),
  members: z._default(z.array(z.object({ UserID: z.string(), NameCard: z.string() })), []),
});

const hiddenSchema = z.object({ UserID: z.optional(z.string()), GroupID: z.optional(z.string()) });

const stateSchema = z.object({
  users: z.array(userSchema),
  groups: z.array(groupSchema),
  hidden: z._default(z.array(hiddenSchema), []),
});

type User = z.infer<typeof userSchema>;
type Group = z.infer<typeof groupSchema>;
type Hidden = z.infer<typeof hiddenSchema>;

/** The title of a conversation: the user's id, or the group's name if it is known. */
const titleOf = (conversation: string, groups: readonly Group[]): string => {
  if (conversation.startsWith('C2C')) return conversation.slice('C2C'.length);
  const id = conversation.slice('GROUP'.length);
  return groups.find(({ GroupID }) => GroupID === id)?.GroupName ?? id;
};

/** The conversations in the order of a user's client: pinned ones first, then by time. */
const conversationsOf = (user: User, groups: readonly Group[]): readonly Holding[] => {
  const newest = user.conversations.toSorted((one, other) => other.MsgTime - one.MsgTime);
  const ids = [
    ...user.pins,
    ...newest.map(({ conversation }) => conversation),
    ...user.contacts.map((each) => each.conversation),
  ];
  return [...new Set(ids)].map((conversation) => {
    const contact = user.contacts.find((each) => each.conversation === conversation);
    const inGroups = user.contactGroups.filter(({ GroupId }) => contact?.ContactGroupId.includes(GroupId));
    const marks = [contact?.StandardMark, contact?.CustomMark].flatMap((mark) => mark || []);
    return {
      key: conversation,
      title: titleOf(conversation, groups),
      pinned: user.pins.includes(conversation),
      tags: [...inGroups.map(({ GroupName }) => GroupName), ...marks.map((mark) => `mark ${mark}`)],
    };
  });
};

const contactGroupsOf = (user: User): readonly Holding[] =>
  user.contactGroups.map(({ GroupId, GroupName }) => {
    const members = user.contacts.filter(({ ContactGroupId }) => ContactGroupId.includes(GroupId)).length;
    return { key: `${GroupId}`, title: GroupName, note: `${members} in it`, tags: [`id ${GroupId}`] };
  });

const groupOf = ({ GroupID, GroupName, GroupType, members }: Group): Holding => ({
  key: GroupID,
  title: GroupName,
  note: members.map(({ UserID, NameCard }) => (NameCard === '' ? UserID : `${UserID} (${NameCard})`)).join(', '),
  tags: [GroupType, GroupID],
});

const hiddenOf = ({ UserID, GroupID }: Hidden): Holding => ({
  key: `${UserID} ${GroupID}`,
  title: [UserID, GroupID].filter((id) => id !== undefined).join(' in '),
});

/** Turns the emulator's state into lists for each user and for the application. */
export const holdingsOf = (state: unknown): readonly Owner[] => {
  const { users, groups, hidden } = stateSchema.parse(state);
  return [
    ...users.map((user) => ({
      name: user.UserID,
      lists: [
        { heading: 'Conversations', ordered: true, items: conversationsOf(user, groups) },
        { heading: 'Conversation groups', items: contactGroupsOf(user) },
      ],
    })),
    {
      name: 'Application',
      lists: [
        { heading: 'Groups', items: groups.map(groupOf) },
        { heading: 'Hidden from search', items: hidden.map(hiddenOf) },
      ],
    },
  ];
};

/** The users that the emulator knows. */
export const userIdsOf = (state: unknown): readonly string[] =>
  stateSchema.parse(state).users.map(({ UserID }) => UserID);
