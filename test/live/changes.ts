import { randomUUID } from 'node:crypto';
import { deleteContactGroup } from '#functions/delete-contact-group/definition';
import { markConversations } from '#functions/mark-conversations/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { findFailedItems } from '#shared/chat/item-results';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { type Session, Skipped } from '#test/live/check';
import { readGroupNames, withUser } from '#test/live/holdings';
import type { Fields, LiveChat } from '#test/live/live-chat';

const namePrefix = 'check-live-';

/** A name that nobody has. */
export const newName = (): string => `${namePrefix}${randomUUID().slice(0, 8)}`;

/** Calls an API and makes sure that no item of the request failed. */
export const carryOut = async (chat: LiveChat, api: Api, request: Fields): Promise<void> => {
  const [failed] = findFailedItems(await chat.call(api, request));
  if (failed) throw new Failure('UpstreamFailed', `Chat did not carry out ${failed.pointer}.`, failed);
};

/** A request that pins (1) or unpins (2) one-to-one conversations. */
export const pinRequest = (user: string, OperationType: 1 | 2, peers: readonly string[]) => ({
  From_Account: user,
  OperationType,
  RecentContactItem: peers.map(withUser),
});

/** Registers that a conversation which is not pinned is unpinned again. */
export const undoPin = ({ data, undo }: Session, peer: string): void =>
  undo(`unpin the conversation of ${data.user} with ${peer}`, async (chat) => {
    await chat.call(pinConversations, pinRequest(data.user, 2, [peer]));
  });

/**
 * Registers that a conversation group of this name, which is new, is deleted, and whatever else Chat may make of the name: two
 * groups, or one with a shorter name.
 */
export const undoGroup = ({ data, undo }: Session, name: string): void =>
  undo(`delete the conversation group ${name} of ${data.user}`, async (chat) => {
    const isOurs = (found: string) => found.startsWith(name.slice(0, namePrefix.length + 8));
    const found = (await readGroupNames({ chat, data })).filter(isOurs);
    for (const each of found.length === 0 ? [name] : found)
      await chat.call(deleteContactGroup, { From_Account: data.user, GroupName: [each] });
  });

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
