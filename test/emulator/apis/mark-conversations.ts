import * as z from 'zod/mini';
import { answerTo, requireContactGroups, successWithDisplay } from '#test/emulator/answer';
import { changeContact, knownConversationId } from '#test/emulator/change-contact';
import { ChatError, itemResult } from '#test/emulator/chat-error';
import { changedMark, markNumbers, withCustomMark } from '#test/emulator/choices';
import { checkChanges } from '#test/emulator/contact-groups';
import { contactConversation } from '#test/emulator/conversations';
import { anyText, fieldsOf, integer, list, oneOf, text } from '#test/emulator/read-fields';
import { type Contact, findUser, isMarked } from '#test/emulator/state';

const mostCustomMarkBytes = 256;
const outOfRange = `must be from ${markNumbers.least} to ${markNumbers.most}`;

const bits = z._default(
  list(integer().check(z.gte(markNumbers.least, outOfRange), z.lte(markNumbers.most, outOfRange))),
  [],
);

const markItem = fieldsOf({
  OptType: oneOf(1, 2, 3),
  ContactItem: contactConversation,
  SetMark: bits,
  ClearMark: bits,
  CustomMark: z.optional(
    anyText().check(
      z.refine((mark) => Buffer.byteLength(mark) <= mostCustomMarkBytes, {
        error: `must not be longer than ${mostCustomMarkBytes} bytes`,
      }),
    ),
  ),
});

const fields = fieldsOf({ From_Account: text(), MarkItem: list(markItem) });

/** Sets and clears marks on conversations of one user (https://trtc.io/document/53438). */
export const markConversations = answerTo(fields, (chat, request) => {
  requireContactGroups(chat);
  const user = findUser(chat.state, request.From_Account);
  if (request.MarkItem.length === 0) throw new ChatError(51006);
  checkChanges(request.MarkItem);
  const results = request.MarkItem.map((item) => ({
    OptType: item.OptType,
    ContactItem: item.ContactItem,
    ...itemResult(() => {
      const change = (contact: Contact) => marked(contact, item);
      changeContact(chat, knownConversationId(chat, item.ContactItem), { user, counts: isMarked, change });
    }),
  }));
  return { ResultItem: results, ...successWithDisplay };
});

const marked = (contact: Contact, { OptType, SetMark, ClearMark, CustomMark }: z.infer<typeof markItem>): Contact => {
  const custom = OptType === 1 ? contact : withCustomMark(contact, CustomMark);
  return OptType === 2 ? custom : { ...custom, StandardMark: changedMark(contact.StandardMark, SetMark, ClearMark) };
};
