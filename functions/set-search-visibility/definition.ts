import * as z from 'zod/mini';
import { answer, groupId, userId, variants } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

const user = userId().check(z.describe('The user.'));
const group = groupId().check(z.describe('The group.'));
const isDisable = z.optional(z.boolean().check(z.describe('true: hides. false (the default): shows.')));

/** Hides a user, a group or a group member from search, or shows it again. */
export const setSearchVisibility = defineApi({
  name: 'set-search-visibility',
  path: '/v4/im_open_search/set_visibility',
  summary: 'Hides a user, a group or a group member from search, or shows it again.',
  documentation: 'https://cloud.tencent.com/document/product/269/114550',
  callsPerSecond: 2,
  effect: 'states',
  access: { scope: 'admin' },
  regions: ['china', 'singapore'],
  request: variants('SetType', [
    z.strictObject({
      SetType: z.literal(1).check(z.describe('1: a user.')),
      UserID: user,
      IsDisable: isDisable,
    }),
    z.strictObject({
      SetType: z.literal(2).check(z.describe('2: a group.')),
      GroupID: group,
      IsDisable: isDisable,
    }),
    z.strictObject({
      SetType: z.literal(3).check(z.describe('3: a member of a group.')),
      UserID: user,
      GroupID: group,
      IsDisable: isDisable,
    }),
  ]),
  response: () => answer({}),
  invalidRequestCode: 27003,
  errorCodes: [27003, 27004, 60018, 60020],
});
