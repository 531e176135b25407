import * as z from 'zod/mini';
import { ChatError } from '../chat-error.ts';
import { pinsAfterPin, pinsAfterUnpin } from '../choices.ts';
import { readFields, text, typeExpected } from '../read-fields.ts';
import { c2cConversation, findUser, groupConversation } from '../state.ts';
import type { Api } from './api.ts';

const item = z.discriminatedUnion(
  'Type',
  [z.object({ Type: z.literal(1), To_Account: text() }), z.object({ Type: z.literal(2), GroupId: text() })],
  typeExpected,
);

const fields = z.object(
  {
    From_Account: text(),
    OperationType: z.literal([1, 2], 'must be the Integer 1 or 2'),
    RecentContactItem: z.array(item, 'must be an Array').check(z.minLength(1, 'must not be empty')),
  },
  'must be an Object',
);

/** Pins and unpins conversations of one user (https://trtc.io/zh/document/78304). */
export const top: Api = {
  path: '/v4/recentcontact/top',
  callsPerSecond: 200,
  tooFrequent: 60007,
  answer(chat, body) {
    const request = readFields(fields, body, 50002);
    const user = findUser(chat.state, request.From_Account);
    const conversations = request.RecentContactItem.map((contact) =>
      contact.Type === 1 ? c2cConversation(contact.To_Account) : groupConversation(contact.GroupId),
    );
    const change = request.OperationType === 1 ? pinsAfterPin : pinsAfterUnpin;
    const pins = change(user.pins, conversations);
    if (pins.length > chat.limits.pins) throw new ChatError(51012);
    user.pins = pins;
    return { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ErrorDisplay: '' };
  },
};
