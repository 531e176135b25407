import * as z from 'zod/mini';
import { contactGroup, contactGroupName, fromAccount } from '#shared/chat/conversation-schemas';
import { answer, list } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** Deletes a conversation group. */
export const deleteContactGroup = defineApi({
  name: 'delete-contact-group',
  path: '/v4/recentcontact/del_contact_group',
  summary: "Deletes a user's conversation group.",
  documentation: 'https://trtc.io/document/53441',
  callsPerSecond: 200,
  effect: 'states',
  doneWhen: { errorCode: 51009 },
  access: { user: 'From_Account' },
  request: z.strictObject({
    From_Account: fromAccount(),
    GroupName: list(contactGroupName(), { least: 1, most: 1 }).check(
      z.describe('The name of the group to delete. Chat accepts one per call.'),
    ),
  }),
  response: () => answer({ GroupItem: z.array(contactGroup()).check(z.describe('The deleted group.')) }),
  invalidRequestCode: 50002,
  errorCodes: [50001, 50002, 50003, 50004, 50005, 51006, 51007, 51008, 51009, 51010, 51011, 51012, 51013],
});
