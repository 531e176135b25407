import { deleteConversation } from '#functions/delete-conversation/definition';
import { listContactGroups } from '#functions/list-contact-groups/definition';
import { listConversations } from '#functions/list-conversations/definition';
import { newName } from '#test/live/changes';
import { Skipped } from '#test/live/check';
import { firstConversations, readConversations, watchConversations } from '#test/live/holdings';
import { itemsIn } from '#test/live/live-chat';
import { ask, choice, definition, type Topic, yesOrNo } from '#test/live/open-question';

/** Lists of conversations. */
export const conversationLists: Topic = {
  title: 'Lists of conversations',
  questions: [
    {
      id: 'list-page',
      question: 'How many conversations does a page of `get_list` hold?',
      assumption: 'no number; the emulator takes 20',
      places: [choice('conversationsPerPage')],
      settledBy: ask(
        listConversations,
        firstConversations,
        (answer) => `${itemsIn(answer, 'SessionItem').length}, and CompleteFlag ${answer.CompleteFlag}`,
      ),
    },
    {
      id: 'list-order',
      question: 'Do the pinned conversations come first?',
      assumption: 'yes, as every client shows them, though the sample has one last',
      places: [choice('conversationList')],
      settledBy: {
        run: async (session) => {
          const flags = (await readConversations(session)).map(({ TopFlag }) => TopFlag);
          if (!flags.includes(1) || !flags.includes(0))
            throw new Skipped('It takes a user with a pinned conversation and another.');
          return yesOrNo(flags.lastIndexOf(1) < flags.indexOf(0));
        },
      },
    },
    {
      id: 'list-flags',
      question: 'Does `AssistFlags` 63 list more than 7?',
      assumption: 'no; any integer is accepted',
      places: [definition('list-conversations', 'AssistFlags'), choice('AssistFlags')],
      settledBy: {
        run: async ({ chat, data }) => {
          const first = firstConversations(data);
          const counts = [63, 7].map(async (AssistFlags) => {
            const items = itemsIn(await chat.call(listConversations, { ...first, AssistFlags }), 'SessionItem');
            const fields = new Set(items.flatMap((item) => Object.keys(item)));
            return `${AssistFlags} shows ${items.length} conversations with ${[...fields].toSorted().join(', ')}`;
          });
          return (await Promise.all(counts)).join('; ');
        },
      },
    },
    {
      id: 'list-length',
      question: "How many of a user's conversations can be listed?",
      assumption: '100; an edition may raise it to 500',
      places: [choice('listedConversations')],
      settledBy: 'List the conversations of a user with more than 100.',
    },
    {
      id: 'contact-groups-page',
      question: 'How many conversations does a page of `get_contact_group` hold, and does the last one name a next?',
      assumption: 'no number; the last one has no `NextStartIndex`',
      places: [choice('conversationsPerPage'), definition('list-contact-groups', 'NextStartIndex')],
      settledBy: ask(
        listContactGroups,
        ({ user }) => ({ From_Account: user, StartIndex: 0 }),
        (answer) =>
          `${itemsIn(answer, 'ContactItem').length}, CompleteFlag ${answer.CompleteFlag}, NextStartIndex ${answer.NextStartIndex ?? 'missing'}`,
      ),
    },
    {
      id: 'conversation-delete-missing',
      question: 'What does Chat answer to the deletion of a conversation that does not exist?',
      assumption: 'it succeeds',
      places: [choice('afterDelete')],
      settledBy: {
        ...ask(deleteConversation, ({ user }) => ({
          From_Account: user,
          Type: 1,
          To_Account: newName(),
          ClearRamble: 0,
        })),
        watch: watchConversations,
      },
    },
    {
      id: 'conversation-delete-leaves',
      question: 'Do the groups and marks of a conversation stay when it is deleted?',
      assumption: 'yes; only its pin goes',
      places: [choice('afterDelete')],
      settledBy: 'Mark a conversation that you can spare, delete it, and look it up.',
    },
  ],
};
