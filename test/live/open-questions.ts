import { randomUUID } from 'node:crypto';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Api } from '#shared/define-api';
import { isRecord } from '#shared/json/is-record';
import type { Result } from '#test/live/live-chat';

/** The accounts that a person has set aside for the check. */
export interface TestUsers {
  /** Whose list of conversations is looked at and changed. */
  readonly user: string;
  /** A user with whom that one has a conversation. */
  readonly peer: string;
}

/** Something that the documentation leaves open, and a call that shows it. None of the calls changes what a user sees. */
export interface OpenQuestion {
  readonly question: string;
  readonly api: Api;
  request(users: TestUsers): Readonly<Record<string, unknown>>;
  /** Puts what was seen into words, where the code alone does not say it. */
  see?(answer: Readonly<Record<string, unknown>>): string;
}

/** Whole lists in one call, as Chat would get them from another client. */
const { split: _, ...unsplit } = searchContactGroups;

const peer = (id: string) => ({ Type: 1, To_Account: id });
const stranger = () => `live-check-${randomUUID().slice(0, 8)}`;
const listIn = (answer: Readonly<Record<string, unknown>>, field: string) => {
  const list = answer[field];
  return Array.isArray(list) ? list.filter(isRecord) : [];
};
const yesOrNo = (yes: boolean) => (yes ? 'yes' : 'no');
const search = { Keywords: ['live-check'], Count: 1 };

/** What the documentation leaves open, so far as calls that change nothing can show it. */
export const openQuestions: readonly OpenQuestion[] = [
  {
    question: 'Does a lookup leave out a conversation without data?',
    api: unsplit,
    request: ({ user }) => ({ From_Account: user, ContactItem: [peer(stranger())] }),
    see: (answer) => yesOrNo(listIn(answer, 'ContactResultItem').length === 0),
  },
  {
    question: 'Does a lookup list only the conversation groups that its results name?',
    api: unsplit,
    request: ({ user }) => ({ From_Account: user, ContactItem: [peer(stranger())] }),
    see: (answer) => `${listIn(answer, 'GroupItem').length} groups for a conversation that is in none`,
  },
  {
    question: 'What is a lookup of nothing?',
    api: unsplit,
    request: ({ user }) => ({ From_Account: user, ContactItem: [] }),
  },
  {
    question: 'What is a lookup of 301 conversations?',
    api: unsplit,
    request: ({ user }) => ({
      From_Account: user,
      ContactItem: Array.from({ length: 301 }, (_, index) => peer(`p${index}`)),
    }),
  },
  {
    question: 'What is a lookup for a user that was never imported?',
    api: unsplit,
    request: ({ peer: id }) => ({ From_Account: stranger(), ContactItem: [peer(id)] }),
  },
  {
    question: 'Does a lookup still answer ErrorDisplay?',
    api: unsplit,
    request: (users) => ({ From_Account: users.user, ContactItem: [peer(users.peer)] }),
    see: (answer) => yesOrNo('ErrorDisplay' in answer),
  },
  {
    question: 'What is a pin of nothing?',
    api: pinConversations,
    request: ({ user }) => ({ From_Account: user, OperationType: 1, RecentContactItem: [] }),
  },
  {
    question: 'What is an unpin of what is not pinned?',
    api: pinConversations,
    request: ({ user }) => ({ From_Account: user, OperationType: 2, RecentContactItem: [peer(stranger())] }),
  },
  { question: 'What is a search without Count?', api: searchGroups, request: () => ({ Keywords: search.Keywords }) },
  {
    question: 'What is a search with six keywords?',
    api: searchGroups,
    request: () => ({ ...search, Keywords: Array.from({ length: 6 }, (_, index) => `live-check-${index}`) }),
  },
  {
    question: 'What is a search with a stale cursor?',
    api: searchGroups,
    request: () => ({ ...search, Cursor: 'c3RhbGU' }),
  },
  {
    question: 'What is an API that does not exist?',
    api: { ...pinConversations, path: '/v4/recentcontact/no_such_command' },
    request: ({ user }) => ({ From_Account: user }),
  },
];

/** What a call has shown. */
export const seenIn = ({ see }: Pick<OpenQuestion, 'see'>, result: Result): string => {
  if ('answer' in result) return see?.(result.answer) ?? 'it succeeds';
  const { errorCode, errorInfo, message } = result.failure;
  return errorCode === undefined ? message : `${errorCode} ${JSON.stringify(errorInfo ?? '')}`;
};
