import { listHiddenFromSearch } from '#functions/list-hidden-from-search/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { searchUsers } from '#functions/search-users/definition';
import { setSearchVisibility } from '#functions/set-search-visibility/definition';
import { newName } from '#test/live/changes';
import { Skipped, type TestData } from '#test/live/check';
import { watchHidden } from '#test/live/holdings';
import { itemsIn } from '#test/live/live-chat';
import { ask, choice, definition, outcomeOf, type Topic } from '#test/live/open-question';

const search = { Keywords: ['check-live'], Count: 1 };

const swapCase = (text: string): string =>
  [...text].map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join('');

const searchFor = ({ keyword }: TestData, Count: number) => ({ Keywords: [keyword], Count });

/** Cloud search. */
export const searches: Topic = {
  title: 'Cloud search',
  questions: [
    {
      id: 'search-without-count',
      question: 'What does Chat answer to a search without `Count`?',
      assumption: '27003',
      places: [definition('search-groups', 'Count: count')],
      settledBy: ask(searchGroups, () => ({ Keywords: search.Keywords })),
    },
    {
      id: 'search-six-keywords',
      question: 'What does Chat answer to a search with six keywords?',
      assumption: '27003, as the limit of the clients is 5',
      places: [{ file: 'shared/chat/search-schemas.ts', name: 'most: 5' }, choice('mostKeywords')],
      settledBy: ask(searchGroups, () => ({
        ...search,
        Keywords: Array.from({ length: 6 }, (_, index) => `check-live-${index}`),
      })),
    },
    {
      id: 'search-bad-cursor',
      question: 'What does Chat answer to a cursor that it did not give, or gave long ago?',
      assumption: '27003',
      places: [choice('badCursor')],
      settledBy: ask(searchGroups, () => ({ ...search, Cursor: 'c3RhbGU' })),
    },
    {
      id: 'search-cursor-life',
      question: 'How long can a cursor be used?',
      assumption: '2 minutes, as on the clients',
      places: [choice('cursorLifetimeSeconds'), { file: 'shared/client/pages.ts', name: 'patience' }],
      settledBy: 'Search for something with more than one page, wait three minutes, and ask for the second page.',
    },
    {
      id: 'search-case',
      question: 'Is a search case-sensitive?',
      assumption: 'no',
      places: [choice('finds')],
      settledBy: {
        run: async ({ chat, data }) => {
          const swapped = { ...data, keyword: swapCase(data.keyword) };
          if (swapped.keyword === data.keyword) throw new Skipped('It takes a --keyword with Latin letters.');
          const one = await chat.call(searchGroups, searchFor(data, 1));
          const other = await chat.call(searchGroups, searchFor(swapped, 1));
          return `${one.TotalCount} groups for "${data.keyword}", ${other.TotalCount} for "${swapped.keyword}"`;
        },
      },
    },
    {
      id: 'search-full-page',
      question: 'Is a full page the last one when nothing follows?',
      assumption: 'no, an empty one follows',
      places: [choice('isLastPage'), definition('search-groups', 'paging')],
      settledBy: {
        run: async ({ chat, data }) => {
          const { TotalCount: total } = await chat.call(searchGroups, searchFor(data, 1));
          if (typeof total !== 'number' || total < 1 || total > 100)
            throw new Skipped(`It takes a --keyword that finds 1 to 100 groups; this one finds ${total}.`);
          const full = await chat.call(searchGroups, searchFor(data, total));
          if (full.IsFinish === true) return 'yes';
          const next = await chat.call(searchGroups, { ...searchFor(data, total), Cursor: full.Cursor });
          return `no; the next one has ${itemsIn(next, 'Groups').length} and IsFinish ${next.IsFinish}`;
        },
      },
    },
    {
      id: 'search-unset-birthday',
      question: 'Does a search between 0 and a later birthday find users who have set none?',
      assumption: 'yes, as the sample does',
      places: [choice('unsetBirthDay')],
      settledBy: {
        run: async ({ chat, data }) => {
          const all = await chat.call(searchUsers, searchFor(data, 1));
          if (all.TotalCount === 0) throw new Skipped('It takes a --keyword that finds users.');
          const birthdays = { UserBirthStart: 0, UserBirthEnd: 99_999_999 };
          const some = await chat.call(searchUsers, { ...searchFor(data, 1), ...birthdays });
          return `${some.TotalCount} users of ${all.TotalCount} for "${data.keyword}"`;
        },
      },
    },
    {
      id: 'search-international',
      question: 'Can an application of the international console search over REST, and with which edition?',
      assumption: 'yes in Singapore, with the plugin',
      places: [definition('search-groups', 'regions')],
      settledBy: 'Run the check without a flag for such an application: `search-groups` works or names the code.',
    },
    {
      id: 'search-delay',
      question: 'How soon can a new or renamed group be found, and in which order do hits come?',
      assumption: 'at once, in the order in which they were added',
      places: [choice('finds')],
      settledBy: 'Make two groups with a new word in their names, and search for it until both are found.',
    },
    {
      id: 'hide-missing',
      question: 'What does Chat answer when a user who does not exist is hidden?',
      assumption: '27003',
      places: [choice('unknownHidden')],
      settledBy: {
        watch: watchHidden,
        run: ({ chat, undo }) => {
          const UserID = newName();
          undo(`show ${UserID} in the searches`, async (by) => {
            // Chat may refuse this too, for the same reason.
            await outcomeOf(by.call(setSearchVisibility, { SetType: 1, UserID, IsDisable: false }));
          });
          return outcomeOf(chat.call(setSearchVisibility, { SetType: 1, UserID, IsDisable: true }));
        },
      },
    },
    {
      id: 'hidden-without-count',
      question: 'How many are listed as hidden without `Count`?',
      assumption: '100',
      places: [choice('largestPage'), definition('list-hidden-from-search', 'Count: z.optional(count())')],
      settledBy: ask(
        listHiddenFromSearch,
        () => ({ SetType: 1 }),
        (answer) => `${itemsIn(answer, 'NoVisibleData').length} of ${answer.TotalCount}`,
      ),
    },
    {
      id: 'hidden-group-members',
      question: 'Can the members of a hidden group be found?',
      assumption: 'yes',
      places: [choice('finds')],
      settledBy: 'Hide a group, and search for its members.',
    },
  ],
};
