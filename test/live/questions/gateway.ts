import { listConversations } from '#functions/list-conversations/definition';
import { Skipped } from '#test/live/check';
import { firstConversations } from '#test/live/holdings';
import { ask, choice, codeTable, outcomeOf, type Topic } from '#test/live/open-question';

/** What holds for every API. */
export const gateway: Topic = {
  title: 'Every API',
  questions: [
    {
      id: 'unknown-api',
      question: 'What does Chat answer about an API that does not exist?',
      assumption: '60009',
      places: [codeTable(60009)],
      settledBy: ask({ ...listConversations, path: '/v4/recentcontact/no_such_command' }, firstConversations),
    },
    {
      id: 'get-request',
      question: 'What does Chat answer to a GET?',
      assumption: '60002',
      places: [choice('badRequestLine')],
      settledBy: {
        run: async ({ chat }) => {
          const response = await fetch(`${chat.url}${listConversations.path}`, { signal: AbortSignal.timeout(10_000) });
          return `status ${response.status}, ${(await response.text()).slice(0, 200)}`;
        },
      },
    },
    {
      id: 'wrong-region',
      question: 'What does Chat answer in a data centre that is not that of the application?',
      assumption: '70009',
      places: [choice('wrongDataCentre'), codeTable(70009)],
      settledBy: {
        run: ({ chat, data }) => {
          const other = chat.inRegion(chat.credential.region === 'singapore' ? 'frankfurt' : 'singapore');
          if (other.url === chat.url) throw new Skipped('CHAT_BASE_URL stands for every region.');
          return outcomeOf(other.call(listConversations, firstConversations(data)));
        },
      },
    },
    {
      id: 'user-number',
      question: 'What does Chat answer to a user id that is a number?',
      assumption: '50002, although 60015 could be meant too',
      places: [choice('60015'), codeTable(60015)],
      settledBy: ask(listConversations, (data) => ({ ...firstConversations(data), From_Account: 7 })),
    },
    {
      id: 'rate-unit',
      question: 'What does Chat count for a rate: the application, the API, the address?',
      assumption:
        'the calls of an application to one API in any second; a call over the limit gets 60007, in the searches 60018',
      places: [choice('tooFrequent'), choice('rateWindowMilliseconds'), codeTable(60007)],
      settledBy: 'Call an API of a quiet application from two machines, at just over half its rate each.',
    },
    {
      id: 'refused-signatures',
      question: 'After how many refused signatures does Chat lock an account out, and for how long?',
      assumption: '10 of one identifier, and a minute; the functions leave a key unused for that long after one',
      places: [choice('failedChecks'), { file: 'shared/credentials/credentials.ts', name: 'hold' }],
      settledBy: 'Sign with a wrong key until Chat answers 70050. Nothing else can call the application meanwhile.',
    },
    {
      id: 'largest-body',
      question: 'How large may a request be?',
      assumption: '1,000,000 bytes at least',
      places: [choice('bodyBytes')],
      settledBy: 'Look up 300 conversations with the longest ids.',
    },
    {
      id: 'failure-fields',
      question: 'Which fields does a failure have?',
      assumption: '`ActionStatus`, `ErrorCode` and `ErrorInfo`, in this order',
      places: [choice('A failure has'), { file: 'shared/chat/answer.ts', name: 'ErrorCode' }],
      settledBy: 'Read a failure with a tool that shows the body, such as the one of `get-request`.',
    },
  ],
};
