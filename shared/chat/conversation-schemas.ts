import * as z from 'zod/mini';
import { groupId, record, text, userId, variants } from '#shared/chat/schemas';
import { isRecord } from '#shared/json/is-record';

/** The user whose conversations they are. */
export const fromAccount = userId.check(z.describe('The user whose conversations they are.'));

/** The other user of a one-to-one conversation. */
export const toAccount = userId.check(z.describe('The other user.'));

/** The group of a group conversation. */
export const toGroup = groupId.check(z.describe('The group.'));

/** The `Type` of a one-to-one and of a group conversation. */
export const conversationTypes = {
  c2c: z.literal(1).check(z.describe('1: a one-to-one conversation.')),
  group: z.literal(2).check(z.describe('2: a group conversation.')),
};

const without = (value: Readonly<Record<string, unknown>>, fields: readonly string[]) =>
  Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field)));

/**
 * A one-to-one conversation or a group conversation, by its `Type`. Chat ignores the field that belongs to the other
 * `Type`, so it is dropped here, whatever it holds.
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
 * @param groupFields - the field for the group's id, which Chat spells in three ways: `GroupId`, `ToGroupId`, `ToGroupid`
 */
export const conversation = <const Fields extends z.core.$ZodLooseShape>(groupFields: Fields) =>
  byConversationType(
    z.strictObject({ Type: conversationTypes.c2c, To_Account: toAccount }),
    z.strictObject({ Type: conversationTypes.group, ...groupFields }),
  );

/** A conversation in a request of the APIs for conversation groups and marks. */
export const contact = conversation({ ToGroupId: toGroup }).check(z.describe('The conversation.'));

/**
 * The name of a conversation group: up to 64 bytes as the newest pages say, of which 32 are safe as all others do.
 *
 * @see https://trtc.io/document/53437
 */
export const contactGroupName = text(64).check(
  z.describe(
    'The name of the conversation group: 1 to 64 bytes of UTF-8. Some pages of Chat say 32: up to that is safe.',
  ),
);

/** The fields that name a conversation in an answer. */
export const contactFields = {
  Type: z.literal([1, 2]).check(z.describe('1: a one-to-one conversation. 2: a group conversation.')),
  To_Account: z.string().check(z.describe('The other user, where `Type` is 1.')),
  ToGroupId: z.string().check(z.describe('The group, where `Type` is 2.')),
};

/** The conversation groups and marks of a conversation, in an answer. */
export const markFields = {
  StandardMark: z
    .string()
    .check(
      z.maxLength(64),
      z.describe(
        'The standard marks as bits, the lowest on the right: star, unread, fold, hide. Empty if there is none.',
      ),
    ),
  CustomMark: z.string().check(z.describe("The application's own mark.")),
  ContactGroupId: z.array(z.int()).check(z.describe('The ids of the conversation groups it is in.')),
};

/** A conversation with its groups and marks, in an answer. */
export const markedContact = record({
  ...contactFields,
  ...markFields,
  Timestamp: z.int().check(z.describe('The last change of its groups and marks, in Unix seconds.')),
});

/** A conversation group, in an answer. */
export const contactGroup = record({
  GroupName: z.string().check(z.describe('Its name.')),
  GroupId: z.int().check(z.describe('Its id: a number that Chat assigns, not the id of a group of Chat.')),
});

/** What became of one conversation of a request, in an answer: 0 says that it worked. */
export const itemResult = {
  ContactItem: record(contactFields).check(z.describe('The conversation.')),
  ResultCode: z.int().check(z.describe('0 if it worked; otherwise a code of Chat.')),
  ResultInfo: z.string().check(z.describe('Why it failed; empty if it worked.')),
};
