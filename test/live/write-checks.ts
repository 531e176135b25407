import { createContactGroup } from '#functions/create-contact-group/definition';
import { deleteContactGroup } from '#functions/delete-contact-group/definition';
import { deleteConversation } from '#functions/delete-conversation/definition';
import { markConversations } from '#functions/mark-conversations/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { setSearchVisibility } from '#functions/set-search-visibility/definition';
import { updateContactGroup } from '#functions/update-contact-group/definition';
import { Failure } from '#shared/failures/failure';
import { carryOut, freeMark, markRequest, newName, pinRequest, undoGroup, undoMark, undoPin } from '#test/live/changes';
import { type Check, isSoon, type Session, Skipped } from '#test/live/check';
import {
  nameOf,
  readConversations,
  readGroupNames,
  readHiddenUsers,
  readMarks,
  readPins,
  watchConversations,
  watchGroups,
  watchHidden,
  watchMarks,
  withUser,
} from '#test/live/holdings';
import type { Fields, LiveChat } from '#test/live/live-chat';

/** Looks whether a call had the effect that it reports. */
const requireEffect = async (isSo: () => Promise<boolean>, otherwise: string): Promise<void> => {
  if (!(await isSoon(isSo))) throw new Failure('UpstreamFailed', `Chat answered OK, but ${otherwise}.`);
};

/** Skips what would make a conversation: no call takes one away again without deleting it. */
const requireListed = async ({ chat, data }: Session): Promise<void> => {
  if ((await readConversations({ chat, data })).map(nameOf).includes(data.peer)) return;
  throw new Skipped(`${data.user} has no conversation with ${data.peer} in the list, and a pin may add one to it.`);
};

const checkPins: Check = {
  subject: pinConversations.name,
  watch: watchConversations,
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
    await requireEffect(async () => (await readPins(session)).includes(peer), `${peer} is not pinned`);
    await pin(2);
    await requireEffect(async () => !(await readPins(session)).includes(peer), `${peer} is still pinned`);
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
    await requireEffect(async () => (await readGroupNames(session)).includes(name), `${name} is not listed`);
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
    await requireEffect(async () => (await readGroupNames(session)).includes(name), `${oldName} is not called ${name}`);
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
    await requireEffect(async () => !(await readGroupNames(session)).includes(name), `${name} is still listed`);
    return `${name} was deleted.`;
  },
};

const checkMarks: Check = {
  subject: markConversations.name,
  watch: watchMarks,
  run: async (session) => {
    const { chat, data } = session;
    const before = await readMarks(session);
    const number = freeMark(before.standard);
    undoMark(session, number);
    await carryOut(chat, markConversations, markRequest(session, { SetMark: [number] }));
    await requireEffect(
      async () => (await readMarks(session)).standard !== before.standard,
      `mark ${number} is not set`,
    );
    await carryOut(chat, markConversations, markRequest(session, { ClearMark: [number] }));
    await requireEffect(
      async () => (await readMarks(session)).standard === before.standard,
      `mark ${number} is still set`,
    );
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
    await requireEffect(async () => (await readHiddenUsers(session)).includes(UserID), `${UserID} is not hidden`);
    return `${UserID} was hidden from the searches and shown again.`;
  },
};

const checkDeleteConversation: Check = {
  subject: deleteConversation.name,
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
