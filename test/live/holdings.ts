import { deleteContactGroup } from '#functions/delete-contact-group/definition';
import { listContactGroups } from '#functions/list-contact-groups/definition';
import { listConversations } from '#functions/list-conversations/definition';
import { listHiddenFromSearch } from '#functions/list-hidden-from-search/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import type { Session, TestData } from '#test/live/check';
import { type Fields, itemsIn, type LiveChat, readList } from '#test/live/live-chat';

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

/** The names of the pinned conversations, in Chat's order. */
export const readPins = async (holder: Holder): Promise<readonly string[]> =>
  (await readConversations(holder)).filter(({ TopFlag }) => TopFlag === 1).map(nameOf);

/** The names of the user's conversation groups. */
export const readGroupNames = async ({ chat, data }: Holder): Promise<readonly string[]> =>
  itemsIn(await chat.call(listContactGroups, { From_Account: data.user, StartIndex: 0 }), 'GroupItem').map(
    ({ GroupName }) => `${GroupName}`,
  );

/** The marks of a conversation. */
export interface Marks {
  /** Bits, the lowest on the right. */
  readonly standard: string;
  /** Empty if there is none. */
  readonly custom: string;
}

/** The marks of the conversation with the peer. */
export const readMarks = async ({ chat, data }: Holder): Promise<Marks> => {
  const request = { From_Account: data.user, ContactItem: [withUser(data.peer)] };
  const [found = {}] = itemsIn(await chat.call(searchContactGroups, request), 'ContactResultItem');
  return { standard: `${found.StandardMark ?? ''}`, custom: `${found.CustomMark ?? ''}` };
};

/** The users who are hidden from the searches. */
export const readHiddenUsers = async ({ chat }: Pick<Session, 'chat'>): Promise<readonly string[]> => {
  const request = { SetType: 1, Count: 100, Cursor: '' };
  return (await readList(chat, listHiddenFromSearch, { field: 'NoVisibleData', request })).map(
    ({ UserID }) => `${UserID}`,
  );
};

const described = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));

/** Describe what a check may change: see `Check`. */
export const watchPins = async (session: Holder): Promise<string> => `pinned ${described(await readPins(session))}`;
export const watchGroups = async (session: Holder): Promise<string> =>
  `conversation groups ${described(await readGroupNames(session))}`;
export const watchMarks = async (session: Holder): Promise<string> => {
  const { standard, custom } = await readMarks(session);
  return `standard mark "${standard}", custom mark "${custom}"`;
};
export const watchHidden = async (session: Holder): Promise<string> =>
  `hidden ${described(await readHiddenUsers(session))}`;

/** A request that pins (1) or unpins (2) conversations. */
export const pinRequest = (user: string, OperationType: 1 | 2, peers: readonly string[]) => ({
  From_Account: user,
  OperationType,
  RecentContactItem: peers.map(withUser),
});

/** Registers that a conversation which is not pinned is unpinned again. */
export const undoPin = ({ data, undo }: Session, peer: string): void =>
  undo(`unpin the conversation of ${data.user} with ${peer}`, async (chat) => {
    if (!(await readPins({ chat, data })).includes(peer)) return;
    await chat.call(pinConversations, pinRequest(data.user, 2, [peer]));
  });

/** Deletes all conversation groups of this name: whether there can be two is an open question. */
const deleteGroups = async (chat: LiveChat, data: TestData, name: string): Promise<void> => {
  for (const found of await readGroupNames({ chat, data })) {
    if (found === name) await chat.call(deleteContactGroup, { From_Account: data.user, GroupName: [name] });
  }
};

/** Registers that a conversation group of this name, which is new, is deleted. */
export const undoGroup = ({ data, undo }: Session, name: string): void =>
  undo(`delete the conversation group ${name} of ${data.user}`, (chat) => deleteGroups(chat, data, name));
