import { listContactGroups } from '#functions/list-contact-groups/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { newName } from '#test/live/changes';
import { type Session, Skipped, type TestData } from '#test/live/check';
import { nameOf, readGroupNames, withUser } from '#test/live/holdings';
import { type Fields, itemsIn, readList } from '#test/live/live-chat';
import { ask, choice, codeTable, definition, type Topic, yesOrNo } from '#test/live/open-question';

/** Whole lists in one call, as Chat would get them from another client. */
const { split: _, ...unsplit } = searchContactGroups;

const found = (answer: Fields): readonly Fields[] => itemsIn(answer, 'ContactResultItem');

const lookUp =
  (conversations: (data: TestData) => readonly Fields[]) =>
  (data: TestData): Fields => ({ From_Account: data.user, ContactItem: conversations(data) });

/** Looks up conversations that are known to have groups or marks. */
const lookUpKnown = async (
  { chat, data }: Session,
  choose: (known: readonly Fields[]) => readonly Fields[],
): Promise<readonly [asked: readonly string[], answered: readonly string[]]> => {
  const request = { From_Account: data.user, StartIndex: 0 };
  const known = await readList(chat, listContactGroups, { field: 'ContactItem', request });
  if (known.length < 2) throw new Skipped('It takes a user with two conversations that have groups or marks.');
  const asked = choose(known).map(({ Type, To_Account, ToGroupId }) => ({ Type, To_Account, ToGroupId }));
  const answer = await chat.call(unsplit, { From_Account: data.user, ContactItem: asked });
  return [asked.map(nameOf), found(answer).map(nameOf)];
};

/** Look-ups of groups and marks. */
export const lookUps: Topic = {
  title: 'Look-ups of conversation groups and marks',
  questions: [
    {
      id: 'look-up-without-data',
      question: 'Is a conversation without groups and marks left out?',
      assumption: 'yes',
      places: [choice('groupItems')],
      settledBy: ask(
        unsplit,
        lookUp(() => [withUser(newName())]),
        (answer) => yesOrNo(found(answer).length === 0),
      ),
    },
    {
      id: 'look-up-groups',
      question: 'Does `GroupItem` hold only the conversation groups that the results name?',
      assumption: 'yes',
      places: [choice('groupItems')],
      settledBy: {
        run: async (session) => {
          const { chat, data } = session;
          const all = await readGroupNames(session);
          const answer = await chat.call(unsplit, lookUp(() => [withUser(newName())])(data));
          const listed = itemsIn(answer, 'GroupItem').length;
          return `${listed} of the user's ${all.length} for a conversation that is in none`;
        },
      },
    },
    {
      id: 'look-up-order',
      question: 'Do the results follow the order of the request?',
      assumption: 'yes',
      places: [choice('groupItems')],
      settledBy: {
        run: async (session) => {
          const [asked, answered] = await lookUpKnown(session, (known) => known.slice(0, 2).toReversed());
          return yesOrNo(asked.join() === answered.join());
        },
      },
    },
    {
      id: 'look-up-twice',
      question: 'Is a conversation that is requested twice answered once?',
      assumption: 'yes',
      places: [choice('groupItems')],
      settledBy: {
        run: async (session) => {
          const [, answered] = await lookUpKnown(session, ([first = {}]) => [first, first]);
          return yesOrNo(answered.length === 1);
        },
      },
    },
    {
      id: 'look-up-empty',
      question: 'What does Chat answer to an empty look-up?',
      assumption: '50002',
      places: [choice('groupItems'), definition('search-contact-groups', 'least: 1')],
      settledBy: ask(
        unsplit,
        lookUp(() => []),
      ),
    },
    {
      id: 'look-up-301',
      question: 'What does Chat answer to a look-up of 301 conversations?',
      assumption: '50002',
      places: [choice('groupItems'), definition('search-contact-groups', 'perCall: 300')],
      settledBy: ask(
        unsplit,
        lookUp(() => Array.from({ length: 301 }, () => withUser(newName()))),
      ),
    },
    {
      id: 'look-up-missing-user',
      question: 'What does Chat answer about a user who was never imported?',
      assumption: '50001',
      places: [codeTable(50001)],
      settledBy: ask(unsplit, ({ peer }) => ({ From_Account: newName(), ContactItem: [withUser(peer)] })),
    },
    {
      id: 'look-up-missing-group',
      question: 'What does Chat answer to a look-up of a group that does not exist?',
      assumption: '51007 for the whole call',
      places: [choice('unknownGroup'), codeTable(51007)],
      settledBy: ask(
        unsplit,
        lookUp(() => [{ Type: 2, ToGroupId: newName() }]),
      ),
    },
    {
      id: 'look-up-error-display',
      question: 'Does the answer still have `ErrorDisplay`?',
      assumption: 'either; nothing relies on it',
      places: [{ file: 'shared/chat/schemas.ts', name: 'ErrorDisplay' }],
      settledBy: ask(
        unsplit,
        lookUp(({ peer }) => [withUser(peer)]),
        (answer) => yesOrNo('ErrorDisplay' in answer),
      ),
    },
  ],
};
