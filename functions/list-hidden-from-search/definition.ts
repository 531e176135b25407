import * as z from 'zod/mini';
import { enumeration, record } from '#shared/chat/schemas';
import { count, cursor, page, paging } from '#shared/chat/search-schemas';
import { defineApi } from '#shared/define-api';

/** Lists the users, groups or group members that are hidden from search. */
export const listHiddenFromSearch = defineApi({
  name: 'list-hidden-from-search',
  path: '/v4/im_open_search/get_no_visibility',
  summary: 'Lists the users, groups or group members that are hidden from search.',
  documentation: 'https://cloud.tencent.com/document/product/269/114551',
  callsPerSecond: 2,
  effect: 'reads',
  access: { scope: 'admin' },
  regions: ['china', 'singapore'],
  request: z.strictObject({
    SetType: enumeration(1, 2, 3).check(z.describe('1: users. 2: groups. 3: members of groups.')),
    Count: z.optional(count()),
    Cursor: cursor(),
  }),
  response: () =>
    page({
      NoVisibleData: z
        .array(
          record({
            UserID: z.string().check(z.describe('The user or the group member.')),
            GroupID: z.string().check(z.describe('The group.')),
          }),
        )
        .check(z.describe('The hidden users, groups or group members.')),
    }),
  paging,
  invalidRequestCode: 27003,
  errorCodes: [27003, 27004, 60018, 60020],
});
