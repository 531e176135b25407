import { deleteConversation } from '#functions/delete-conversation/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { newName, pinRequest, undoPin } from '#test/live/changes';
import { Skipped } from '#test/live/check';
import { nameOf, readConversations, readPins, watchConversations } from '#test/live/holdings';
import { ask, choice, codeTable, definition, outcomeOf, type Topic } from '#test/live/open-question';

const unpin = (peers: () => readonly string[]) => ({
  ...ask(pinConversations, ({ user }) => pinRequest(user, 2, peers())),
  watch: watchConversations,
});

/** Pins. */
export const pins: Topic = {
  title: 'Pins',
  questions: [
    {
      id: 'pin-empty',
      question: 'What does Chat answer when the list to pin is empty?',
      assumption: '50002',
      places: [definition('pin-conversations', 'least: 1')],
      settledBy: { ...ask(pinConversations, ({ user }) => pinRequest(user, 1, [])), watch: watchConversations },
    },
    {
      id: 'pin-missing',
      question: 'Can a conversation that does not exist be pinned, and does it join the list?',
      assumption: 'yes, and it does',
      places: [choice('pinsAfterPin')],
      settledBy: {
        watch: watchConversations,
        run: async (session) => {
          const { chat, data, undo } = session;
          const stranger = newName();
          undo(`delete the conversation of ${data.user} with ${stranger}`, async (by) => {
            const isListed = (await readConversations({ chat: by, data })).map(nameOf).includes(stranger);
            const request = { From_Account: data.user, Type: 1, To_Account: stranger, ClearRamble: 0 };
            if (isListed) await by.call(deleteConversation, request);
          });
          undoPin(session, stranger);
          const outcome = await outcomeOf(chat.call(pinConversations, pinRequest(data.user, 1, [stranger])));
          const isListed = (await readConversations(session)).map(nameOf).includes(stranger);
          return `${outcome}; it is ${isListed ? 'in the list' : 'not in the list'}`;
        },
      },
    },
    {
      id: 'pin-place',
      question: 'Where does a new pin stand among the pins?',
      assumption: 'behind the older ones',
      places: [choice('pinsAfterPin')],
      settledBy: {
        watch: watchConversations,
        run: async (session) => {
          const { chat, data } = session;
          const before = await readPins(session);
          if (before.length === 0 || before.includes(data.peer))
            throw new Skipped(`It takes a user with a pin, and a peer who is not pinned.`);
          if (!(await readConversations(session)).map(nameOf).includes(data.peer))
            throw new Skipped(`It needs a peer that ${data.user} has a conversation with.`);
          undoPin(session, data.peer);
          await chat.call(pinConversations, pinRequest(data.user, 1, [data.peer]));
          const after = await readPins(session);
          return `number ${after.indexOf(data.peer) + 1} of ${after.length}`;
        },
      },
    },
    {
      id: 'pin-again',
      question: 'Does a conversation that is pinned again keep its place?',
      assumption: 'yes',
      places: [choice('pinsAfterPin')],
      settledBy: 'Pin two conversations of a test user, pin each of them again, and list the conversations.',
    },
    {
      id: 'pin-limit',
      question: 'How many conversations can a user pin, and what does Chat answer to one more?',
      assumption: '50, and 51012 for the whole call',
      places: [choice('pins: 50'), codeTable(51012)],
      settledBy: 'Pin 51 conversations of a test user that you can spare.',
    },
    {
      id: 'pin-partly',
      question: 'What becomes of a pin of several conversations when one of them cannot be pinned?',
      assumption: 'none of them is pinned, since the answer has no results for the items',
      places: [choice('pinsAfterPin')],
      settledBy: 'Pin two conversations of a test user with 49 pins.',
    },
    {
      id: 'unpin-missing',
      question: 'What does Chat answer when a conversation that is not pinned is unpinned?',
      assumption: 'it succeeds',
      places: [choice('pinsAfterUnpin')],
      settledBy: unpin(() => [newName()]),
    },
    {
      id: 'unpin-101',
      question: 'How many conversations does one call take?',
      assumption: '100 at least; the functions send no more',
      places: [definition('pin-conversations', 'most: 100')],
      settledBy: unpin(() => Array.from({ length: 101 }, newName)),
    },
  ],
};
