import * as z from 'zod/mini';
import { answerTo, searchSuccess } from '#test/emulator/answer';
import { ChatError } from '#test/emulator/chat-error';
import { codes } from '#test/emulator/choices';
import { fieldsOf, text } from '#test/emulator/read-fields';
import { requireCloudSearch } from '#test/emulator/search-pages';
import { findGroup, type Hidden, isHidden, isSame, type State } from '#test/emulator/state';

const hidden = z.discriminatedUnion(
  'SetType',
  [
    fieldsOf({ SetType: z.literal(1), UserID: text() }),
    fieldsOf({ SetType: z.literal(2), GroupID: text() }),
    fieldsOf({ SetType: z.literal(3), UserID: text(), GroupID: text() }),
  ],
  'must be the Integer 1, 2 or 3',
);

const fields = z.intersection(fieldsOf({ IsDisable: z._default(z.boolean('must be a Bool'), false) }), hidden);

/**
 * Hides a user, a group or a group member from search, or shows it again
 * (https://cloud.tencent.com/document/product/269/114550).
 */
export const setSearchVisibility = answerTo(fields, (chat, { IsDisable, ...entry }) => {
  requireCloudSearch(chat);
  checkExists(chat.state, entry);
  if (!IsDisable) chat.state.hidden = chat.state.hidden.filter((other) => !isSame(other, entry));
  else if (!isHidden(chat.state, entry)) chat.state.hidden = [...chat.state.hidden, entry];
  return searchSuccess;
});

const checkExists = (state: State, entry: Hidden): void => {
  const group = 'GroupID' in entry ? findGroup(state, entry.GroupID) : undefined;
  if ('GroupID' in entry && !group) throw new ChatError(codes.unknownHidden, 'GroupID must be a group of this app');
  if (!('UserID' in entry)) return;
  const among = group?.members ?? state.users;
  if (!among.some(({ UserID }) => UserID === entry.UserID)) {
    throw new ChatError(
      codes.unknownHidden,
      `UserID must be ${group ? 'a member of the group' : 'an account of this app'}`,
    );
  }
};
