import { randomUUID } from 'node:crypto';
import { createContactGroup } from '#functions/create-contact-group/definition';
import { deleteContactGroup } from '#functions/delete-contact-group/definition';
import { markConversations } from '#functions/mark-conversations/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { setSearchVisibility } from '#functions/set-search-visibility/definition';
import { updateContactGroup } from '#functions/update-contact-group/definition';
import { findFailedItems } from '#shared/chat/item-results';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { type Check, type Session, Skipped } from '#test/live/check';
import {
  nameOf,
  pinRequest,
  readConversations,
  readGroupNames,
  readHiddenUsers,
  readMarks,
  readPins,
  undoGroup,
  undoPin,
  watchGroups,
  watchHidden,
  watchMarks,
  watchPins,
  withUser,
} from '#test/live/holdings';
import type { Fields, LiveChat } from '#test/live/live-chat';

/** A name that nobody has. */
export const newName = (): string => `check-live-${randomUUID().slice(0, 8)}`;

/** Calls an API and makes sure that no item of the request failed. */
const carryOut = async (chat: LiveChat, api: Api, request: Fields): Promise<void> => {
  const [failed] = findFailedItems(await chat.call(api, request));
  if (failed) throw new Failure('UpstreamFailed', `Chat did not carry out ${failed.pointer}.`, failed);
};

/** Looks whether a call had the effect that it reports. */
const requireEffect = (isThere: boolean, effect: string): void => {
  if (!isThere) throw new Failure('UpstreamFailed', `Chat answered OK, but ${effect}.`);
};

/** Skips what would make a conversation: no call takes one away again without deleting it. */
const requireListed = async ({ chat, data }: Session): Promise<void> => {
  if ((await readConversations({ chat, data })).map(nameOf).includes(data.peer)) return;
  throw new Skipped(`${data.user} has no conversation with ${data.peer} in the list, and a pin may add one to it.`);
};

const checkPins: Check = {
  subject: 'pin-conversations',
  watch: watchPins,
  run: async (session) => {
    const { chat, data } = session;
    const { user, peer } = data;
    await requireListed(session);
    const pin = (operation: 1 | 2) => chat.call(pinConversations, pinRequest(user, operation, [peer]));
    if ((await readPins(session)).includes(peer)) {
      await pin(1);
      return `${peer} was pinned for ${user} already, so it was pinned once more and not unpinned: that could cost it its place.`;
    }
    undoPin(session, peer);
    await pin(1);
    requireEffect((await readPins(session)).includes(peer), `${peer} is not pinned`);
    await pin(2);
    requireEffect(!(await readPins(session)).includes(peer), `${peer} is still pinned`);
    return `${peer} was pinned for ${user} and unpinned again.`;
  },
};

const createGroup = async (session: Session, name: string): Promise<void> => {
  const { user, peer } = session.data;
  undoGroup(session, name);
  const GroupContactItem = [{ GroupName: name, ContactItem: [withUser(peer)] }];
  await carryOut(session.chat, createContactGroup, { From_Account: user, GroupContactItem });
};

const checkCreate: Check = {
  subject: createContactGroup.name,
  watch: watchGroups,
  run: async (session) => {
    const name = newName();
    await createGroup(session, name);
    requireEffect((await readGroupNames(session)).includes(name), `${name} is not listed`);
    return `${name} was created with ${session.data.peer} in it.`;
  },
};

const checkUpdate: Check = {
  subject: updateContactGroup.name,
  watch: watchGroups,
  run: async (session) => {
    const [oldName, name] = [newName(), newName()];
    const { chat, data } = session;
    const update = (UpdateGroup: Fields) =>
      carryOut(chat, updateContactGroup, { From_Account: data.user, UpdateType: 1, UpdateGroup });
    undoGroup(session, name);
    await createGroup(session, oldName);
    await update({ UpdateGroupType: 1, OldGroupName: oldName, NewGroupName: name });
    requireEffect((await readGroupNames(session)).includes(name), `${oldName} is not called ${name}`);
    const ContactUpdateItem = [{ ContactOptType: 2, ContactItem: withUser(data.peer) }];
    await update({ UpdateGroupType: 2, OldGroupName: name, ContactUpdateItem });
    return `${oldName} was renamed to ${name}, and ${data.peer} removed from it.`;
  },
};

const checkDelete: Check = {
  subject: deleteContactGroup.name,
  watch: watchGroups,
  run: async (session) => {
    const name = newName();
    await createGroup(session, name);
    await carryOut(session.chat, deleteContactGroup, { From_Account: session.data.user, GroupName: [name] });
    requireEffect(!(await readGroupNames(session)).includes(name), `${name} is still listed`);
    return `${name} was deleted.`;
  },
};

const isSet = (standard: string, bit: number): boolean => standard.at(-1 - bit) === '1';

/**
 * A number for `SetMark` that changes nothing of the user's, whether Chat counts the bits from 1 or from 0: both bits are the
 * application's own and not set.
 */
export const freeMark = (standard: string): number => {
  for (let number = 63; number > 32; number -= 1)
    if (!isSet(standard, number) && !isSet(standard, number - 1)) return number;
  throw new Skipped("All of the application's own marks are set.");
};

/** The request that sets or clears standard marks of the conversation with the peer. */
export const markRequest = ({ data: { user, peer } }: Pick<Session, 'data'>, marks: Fields) => ({
  From_Account: user,
  MarkItem: [{ OptType: 1, ContactItem: withUser(peer), ...marks }],
});

/** Registers that a mark which is not set is cleared again. */
export const undoMark = ({ data, undo }: Session, number: number): void =>
  undo(`clear mark ${number} of the conversation of ${data.user} with ${data.peer}`, async (chat) => {
    await carryOut(chat, markConversations, markRequest({ data }, { ClearMark: [number] }));
  });

const checkMarks: Check = {
  subject: markConversations.name,
  watch: watchMarks,
  run: async (session) => {
    const { chat, data } = session;
    const before = await readMarks(session);
    const number = freeMark(before.standard);
    undoMark(session, number);
    await carryOut(chat, markConversations, markRequest(session, { SetMark: [number] }));
    requireEffect((await readMarks(session)).standard !== before.standard, `mark ${number} is not set`);
    await carryOut(chat, markConversations, markRequest(session, { ClearMark: [number] }));
    requireEffect((await readMarks(session)).standard === before.standard, `mark ${number} is still set`);
    return `Mark ${number} of the conversation with ${data.peer} was set and cleared.`;
  },
};

const checkVisibility: Check = {
  subject: setSearchVisibility.name,
  watch: watchHidden,
  run: async (session) => {
    const { chat, data, undo } = session;
    const UserID = data.peer;
    const set = (by: LiveChat, IsDisable: boolean) => by.call(setSearchVisibility, { SetType: 1, UserID, IsDisable });
    if ((await readHiddenUsers(session)).includes(UserID)) {
      await set(chat, true);
      return `${UserID} was hidden from the searches already, so it was hidden once more and not shown.`;
    }
    undo(`show ${UserID} in the searches`, async (by) => {
      await set(by, false);
    });
    await set(chat, true);
    requireEffect((await readHiddenUsers(session)).includes(UserID), `${UserID} is not hidden`);
    return `${UserID} was hidden from the searches and shown again.`;
  },
};

const checkDeleteConversation: Check = {
  subject: 'delete-conversation',
  run: () => {
    throw new Skipped(
      'It is not tried, since no call brings a conversation back. The open question conversation-delete-missing calls it.',
    );
  },
};

/** A check for each function that writes. Each puts back what it changed. */
export const writeChecks: readonly Check[] = [
  checkPins,
  checkDeleteConversation,
  checkCreate,
  checkUpdate,
  checkDelete,
  checkMarks,
  checkVisibility,
];
