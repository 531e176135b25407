import { createContactGroup } from '#functions/create-contact-group/definition';
import { deleteContactGroup } from '#functions/delete-contact-group/definition';
import { updateContactGroup } from '#functions/update-contact-group/definition';
import { findFailedItems } from '#shared/chat/item-results';
import { isRecord } from '#shared/json/is-record';
import { newName, undoGroup } from '#test/live/changes';
import type { Session } from '#test/live/check';
import { watchGroups, withUser } from '#test/live/holdings';
import { type Fields, itemsIn } from '#test/live/live-chat';
import { choice, codeTable, definition, outcomeOf, type Probe, type Topic } from '#test/live/open-question';

const probe = (run: Probe['run']): Probe => ({ watch: watchGroups, run });

/** Creates a group that is deleted in the end. */
const create = (session: Session, name: string, ContactItem?: readonly Fields[]): Promise<Fields> => {
  undoGroup(session, name);
  return session.chat.call(createContactGroup, {
    From_Account: session.data.user,
    GroupContactItem: [{ GroupName: name, ...(ContactItem && { ContactItem }) }],
  });
};

const update = ({ chat, data }: Session, UpdateGroup: Fields): Promise<Fields> =>
  chat.call(updateContactGroup, { From_Account: data.user, UpdateType: 1, UpdateGroup });

const rename = (session: Session, OldGroupName: string, NewGroupName: string): Promise<Fields> => {
  undoGroup(session, NewGroupName);
  return update(session, { UpdateGroupType: 1, OldGroupName, NewGroupName });
};

/** The number that Chat has given to a group. */
const numberIn = (answer: Fields): unknown => {
  const [result = {}] = itemsIn(answer, 'GroupResultItem');
  return isRecord(result.GroupItem) ? result.GroupItem.GroupId : undefined;
};

/** Conversation groups. */
export const conversationGroups: Topic = {
  title: 'Conversation groups',
  questions: [
    {
      id: 'group-name-64',
      question: 'Can a conversation group have a name of 64 bytes?',
      assumption: 'yes; some pages say 32, and longer is 51011',
      places: [{ file: 'shared/chat/conversation-schemas.ts', name: 'contactGroupName' }, choice('isGroupName')],
      settledBy: probe((session) => outcomeOf(create(session, newName().padEnd(64, '-')))),
    },
    {
      id: 'group-without-conversations',
      question: 'Can a conversation group be created without conversations?',
      assumption: 'yes, as the newest pages say',
      places: [definition('create-contact-group', 'ContactItem: z.optional')],
      settledBy: probe((session) => outcomeOf(create(session, newName()))),
    },
    {
      id: 'group-create-again',
      question: 'What does Chat answer when a conversation group is created again?',
      assumption: 'it is the same group',
      places: [choice('groupToCreate')],
      settledBy: probe(async (session) => {
        const name = newName();
        const first = numberIn(await create(session, name));
        return outcomeOf(create(session, name), (answer) => `group ${first}, then group ${numberIn(answer)}`);
      }),
    },
    {
      id: 'group-rename-missing',
      question: 'What does Chat answer to the renaming of a conversation group that does not exist?',
      assumption: '51009, which on a retry shows that the first attempt succeeded',
      places: [definition('update-contact-group', 'doneWhen')],
      settledBy: probe((session) => outcomeOf(rename(session, newName(), newName()))),
    },
    {
      id: 'group-rename-taken',
      question: 'What does Chat answer when a conversation group gets the name of another?',
      assumption: '50002',
      places: [choice('nameTaken')],
      settledBy: probe(async (session) => {
        const [one, other] = [newName(), newName()];
        await create(session, one);
        await create(session, other);
        return outcomeOf(rename(session, one, other));
      }),
    },
    {
      id: 'group-delete-missing',
      question: 'What does Chat answer to the deletion of a conversation group that does not exist?',
      assumption: '51009, which on a retry shows that the first attempt succeeded',
      places: [definition('delete-contact-group', 'doneWhen')],
      settledBy: probe(({ chat, data }) =>
        outcomeOf(chat.call(deleteContactGroup, { From_Account: data.user, GroupName: [newName()] })),
      ),
    },
    {
      id: 'group-change-empty',
      question: 'What does Chat answer to an update without conversations?',
      assumption: '51006',
      places: [codeTable(51006)],
      settledBy: probe(async (session) => {
        const name = newName();
        await create(session, name);
        return outcomeOf(update(session, { UpdateGroupType: 2, OldGroupName: name, ContactUpdateItem: [] }));
      }),
    },
    {
      id: 'group-missing-items',
      question: 'Which items fail when a user and a group that do not exist are put into a conversation group?',
      assumption: 'the group with 51007; the user does not',
      places: [choice('unknownGroup'), { file: 'shared/chat/item-results.ts', name: 'findFailedItems' }],
      settledBy: probe((session) =>
        outcomeOf(create(session, newName(), [withUser(newName()), { Type: 2, ToGroupId: newName() }]), (answer) => {
          const failed = findFailedItems(answer).map(({ pointer, errorCode }) => `${pointer} with ${errorCode}`);
          return failed.length === 0 ? 'none' : failed.join(', ');
        }),
      ),
    },
    {
      id: 'group-conversations-limit',
      question: 'Is the limit of 1,000 conversations counted by group, by user, or with the marks?',
      assumption: 'by user, once for groups and once for marks',
      places: [choice('contacts: 1000'), codeTable(51008)],
      settledBy: 'Put 1,001 conversations of a test user that you can spare into two groups, then mark others.',
    },
  ],
};
