import { listContactGroups } from '#functions/list-contact-groups/definition';
import { listConversations } from '#functions/list-conversations/definition';
import { listHiddenFromSearch } from '#functions/list-hidden-from-search/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import type { Session, TestData } from '#test/live/check';
import { type Fields, itemsIn, readList } from '#test/live/live-chat';

/** A one-to-one conversation, as a request names it. */
export const withUser = (id: string) => ({ Type: 1, To_Account: id });

/** The request for the first page of a user's conversations. */
export const firstConversations = ({ user }: Pick<TestData, 'user'>) => ({
  From_Account: user,
  TimeStamp: 0,
  StartIndex: 0,
  TopTimeStamp: 0,
  TopStartIndex: 0,
  AssistFlags: 63,
});

/** What a conversation of an answer is called here. */
export const nameOf = ({ Type, To_Account, GroupId, ToGroupId }: Fields): string =>
  Type === 1 ? `${To_Account}` : `${GroupId ?? ToGroupId}`;

type Holder = Pick<Session, 'chat' | 'data'>;

/** The user's list of conversations, in Chat's order. */
export const readConversations = ({ chat, data }: Holder): Promise<readonly Fields[]> =>
  readList(chat, listConversations, { field: 'SessionItem', request: firstConversations(data) });

const isPinned = ({ TopFlag }: Fields): boolean => TopFlag === 1;

/** The names of the pinned conversations, in Chat's order. */
export const readPins = async (holder: Holder): Promise<readonly string[]> =>
  (await readConversations(holder)).filter(isPinned).map(nameOf);

/** The names of the user's conversation groups. */
export const readGroupNames = async ({ chat, data }: Holder): Promise<readonly string[]> =>
  itemsIn(await chat.call(listContactGroups, { From_Account: data.user, StartIndex: 0 }), 'GroupItem').map(
    ({ GroupName }) => `${GroupName}`,
  );

/** The marks of a conversation. */
export interface Marks {
  /** Bits, the lowest on the right, without zeros on the left. */
  readonly standard: string;
  /** Empty if there is none. */
  readonly custom: string;
}

/** The marks of the conversation with the peer. */
export const readMarks = async ({ chat, data }: Holder): Promise<Marks> => {
  const request = { From_Account: data.user, ContactItem: [withUser(data.peer)] };
  const [found = {}] = itemsIn(await chat.call(searchContactGroups, request), 'ContactResultItem');
  return { standard: `${found.StandardMark ?? ''}`.replace(/^0+/, ''), custom: `${found.CustomMark ?? ''}` };
};

/** The users who are hidden from the searches. */
export const readHiddenUsers = async ({ chat }: Pick<Holder, 'chat'>): Promise<readonly string[]> => {
  const request = { SetType: 1, Count: 100, Cursor: '' };
  return (await readList(chat, listHiddenFromSearch, { field: 'NoVisibleData', request })).map(
    ({ UserID }) => `${UserID}`,
  );
};

/** What a check may change of a user's conversations and pins: see `Check`. */
export const watchConversations = async (holder: Holder): Promise<readonly string[]> => {
  const conversations = await readConversations(holder);
  const pins = conversations.filter(isPinned).map((pin, index) => `pin ${index + 1} ${nameOf(pin)}`);
  return [...pins, ...conversations.map((item) => `conversation ${nameOf(item)}`).toSorted()];
};

/** What a check may change of a user's conversation groups. */
export const watchGroups = async (holder: Holder): Promise<readonly string[]> =>
  (await readGroupNames(holder)).map((name) => `conversation group ${name}`);

/** What a check may change of the marks of the conversation with the peer. */
export const watchMarks = async (holder: Holder): Promise<readonly string[]> => {
  const { standard, custom } = await readMarks(holder);
  return [`standard mark "${standard}"`, `custom mark "${custom}"`];
};

/** What a check may change of who is hidden from the searches. */
export const watchHidden = async (holder: Holder): Promise<readonly string[]> =>
  (await readHiddenUsers(holder)).map((user) => `hidden user ${user}`);
