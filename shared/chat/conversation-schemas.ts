import * as z from 'zod/mini';
import { groupId, record, text, userId, variants } from '#shared/chat/schemas';
import { isRecord } from '#shared/json/is-record';

/** The user who owns the conversations. */
export const fromAccount = () => userId().check(z.describe('The user who owns the conversations.'));

/** The other user of a one-to-one conversation. */
export const toAccount = () => userId().check(z.describe('The other user.'));

/** The group of a group conversation. */
export const toGroup = () => groupId().check(z.describe('The group.'));

/** The `Type` of a one-to-one and of a group conversation. */
export const conversationTypes = {
  c2c: () => z.literal(1).check(z.describe('1: a one-to-one conversation.')),
  group: () => z.literal(2).check(z.describe('2: a group conversation.')),
};

const without = (value: Readonly<Record<string, unknown>>, fields: readonly string[]) =>
  Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field)));

/**
 * A one-to-one conversation or a group conversation, by its `Type`. Chat ignores the field that belongs to the other
 * `Type`, so the schema drops it unchecked.
 */
export const byConversationType = <const C2c extends z.ZodMiniObject, const Group extends z.ZodMiniObject>(
  c2c: C2c,
  group: Group,
) => {
  const onlyIn = (one: z.ZodMiniObject, other: z.ZodMiniObject) =>
    Object.keys(one.shape).filter((field) => !(field in other.shape));
  const [onlyC2c, onlyGroup] = [onlyIn(c2c, group), onlyIn(group, c2c)];
  const dropOther = (value: unknown): unknown => {
    if (!isRecord(value)) return value;
    return without(value, value.Type === 1 || value.Type === '1' ? onlyGroup : onlyC2c);
  };
  return z.pipe(z.transform(dropOther), variants('Type', [c2c, group]));
};

/**
 * A conversation in a request.
 *
 * @param groupFields the field for the group's id, which Chat spells `GroupId`, `ToGroupId` or `ToGroupid`
 */
export const conversation = <const Fields extends z.core.$ZodLooseShape>(groupFields: Fields) =>
  byConversationType(
    z.strictObject({ Type: conversationTypes.c2c(), To_Account: toAccount() }),
    z.strictObject({ Type: conversationTypes.group(), ...groupFields }),
  );

/** A conversation in a request to the APIs for conversation groups and marks. */
export const contact = () => conversation({ ToGroupId: toGroup() }).check(z.describe('The conversation.'));

/**
 * The name of a conversation group. Chat's newest pages allow 64 bytes, its other pages 32.
 *
 * @see https://trtc.io/document/53437
 */
export const contactGroupName = () =>
  text(64).check(
    z.describe("The name of the conversation group: 1 to 64 bytes of UTF-8. Some of Chat's pages allow only 32 bytes."),
  );

/** The fields that name a conversation in an answer. */
export const contactFields = () => ({
  Type: z.literal([1, 2]).check(z.describe('1: a one-to-one conversation. 2: a group conversation.')),
  To_Account: z.string().check(z.describe('The other user, if `Type` is 1.')),
  ToGroupId: z.string().check(z.describe('The group, if `Type` is 2.')),
});

/** The conversation groups and marks of a conversation, in an answer. */
export const markFields = () => ({
  StandardMark: z
    .string()
    .check(
      z.maxLength(64),
      z.describe('The standard marks as bits, lowest on the right: star, unread, fold, hide. Empty if there are none.'),
    ),
  CustomMark: z.string().check(z.describe('The custom mark.')),
  ContactGroupId: z.array(z.int()).check(z.describe('The ids of the conversation groups that contain it.')),
});

/** A conversation with its groups and marks, in an answer. */
export const markedContact = () =>
  record({
    ...contactFields(),
    ...markFields(),
    Timestamp: z.int().check(z.describe('The last change of its groups and marks, in Unix seconds.')),
  });

/** A conversation group, in an answer. */
export const contactGroup = () =>
  record({
    GroupName: z.string().check(z.describe('Its name.')),
    GroupId: z.int().check(z.describe('Its id: a number that Chat assigns, not the id of a chat group.')),
  });

/** The result for one conversation of a request, in an answer. */
export const itemResult = () => ({
  ContactItem: record(contactFields()).check(z.describe('The conversation.')),
  ResultCode: z.int().check(z.describe("0 if it succeeded; otherwise Chat's error code.")),
  ResultInfo: z.string().check(z.describe('Why it failed; empty if it succeeded.')),
});
