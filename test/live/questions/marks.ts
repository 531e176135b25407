import { markConversations } from '#functions/mark-conversations/definition';
import { freeMark, markRequest, undoMark } from '#test/live/changes';
import { Skipped } from '#test/live/check';
import { readMarks, watchMarks, withUser } from '#test/live/holdings';
import { choice, codeTable, definition, outcomeOf, type Topic } from '#test/live/open-question';

/** The bit in which two standard marks differ: 0 is the lowest. */
const changedBit = (before: string, after: string): string => {
  const change = BigInt(`0b0${before}`) ^ BigInt(`0b0${after}`);
  return change === 0n ? 'no bit' : `bit ${change.toString(2).length - 1}`;
};

/** Marks. */
export const marks: Topic = {
  title: 'Marks',
  questions: [
    {
      id: 'mark-numbers',
      question: 'Do the numbers of marks count the bits from 1 or from 0?',
      assumption: "from 1, as the page says; Chat's clients count from 0, and both are sent unchanged",
      places: [definition('mark-conversations', 'const marks'), choice('markBit')],
      settledBy: {
        watch: watchMarks,
        run: async (session) => {
          const { standard } = await readMarks(session);
          const number = freeMark(standard);
          undoMark(session, number);
          await session.chat.call(markConversations, markRequest(session, { SetMark: [number] }));
          return `number ${number} sets ${changedBit(standard, (await readMarks(session)).standard)} of 0 to 63`;
        },
      },
    },
    {
      id: 'mark-set-and-clear',
      question: 'What becomes of a mark that a request sets and clears?',
      assumption: 'it is cleared',
      places: [choice('changedMark')],
      settledBy: {
        watch: watchMarks,
        run: async (session) => {
          const { standard } = await readMarks(session);
          const number = freeMark(standard);
          undoMark(session, number);
          const request = markRequest(session, { SetMark: [number], ClearMark: [number] });
          const outcome = await outcomeOf(session.chat.call(markConversations, request));
          return `${outcome}; it changes ${changedBit(standard, (await readMarks(session)).standard)}`;
        },
      },
    },
    {
      id: 'mark-custom-empty',
      question: 'Does an empty custom mark remove the mark?',
      assumption: 'yes',
      places: [choice('withCustomMark')],
      settledBy: {
        watch: watchMarks,
        run: async (session) => {
          const { chat, data, undo } = session;
          const { custom } = await readMarks(session);
          if (custom === '') throw new Skipped('It takes a peer whose conversation has a custom mark.');
          const request = (CustomMark: string) => ({
            From_Account: data.user,
            MarkItem: [{ OptType: 2, ContactItem: withUser(data.peer), CustomMark }],
          });
          undo(`set the custom mark of ${data.user} for ${data.peer} to ${JSON.stringify(custom)}`, async (by) => {
            await by.call(markConversations, request(custom));
          });
          await chat.call(markConversations, request(''));
          return `it leaves ${JSON.stringify((await readMarks(session)).custom)}`;
        },
      },
    },
    {
      id: 'mark-edition',
      question: 'Do custom marks need the edition that conversation groups and standard marks need?',
      assumption: 'yes, else 51013',
      places: [choice('answers 51013'), codeTable(51013)],
      settledBy: 'Set a custom mark in an application of a smaller edition.',
    },
    {
      id: 'mark-empty',
      question: 'What does Chat answer to an empty list of marks?',
      assumption: '51006',
      places: [codeTable(51006)],
      settledBy: {
        watch: watchMarks,
        run: ({ chat, data }) => outcomeOf(chat.call(markConversations, { From_Account: data.user, MarkItem: [] })),
      },
    },
  ],
};
