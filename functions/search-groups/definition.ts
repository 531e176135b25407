import * as z from 'zod/mini';
import { record } from '#shared/chat/schemas';
import { count, cursor, groupTypes, keywordMatchType, keywords, page, paging } from '#shared/chat/search-schemas';
import { defineApi } from '#shared/define-api';

/** Searches the application's groups. */
export const searchGroups = defineApi({
  name: 'search-groups',
  path: '/v4/group_search/search',
  summary: "Searches the application's groups by part of the name or by the exact id.",
  documentation: 'https://cloud.tencent.com/document/product/269/114549',
  callsPerSecond: 2,
  effect: 'reads',
  access: { scope: 'search' },
  regions: ['china', 'singapore'],
  request: z.strictObject({
    Count: count(),
    GroupType: groupTypes(),
    KeywordMatchType: keywordMatchType(),
    Keywords: keywords(),
    Cursor: cursor(),
  }),
  response: () =>
    page({
      Groups: z
        .array(
          record({
            GroupType: z.string().check(z.describe('Its type.')),
            GroupID: z.string().check(z.describe('Its id.')),
            GroupName: z.string().check(z.describe('Its name.')),
            GroupMemberNum: z.int().check(z.describe('How many members it has.')),
            GroupFaceUrl: z.string().check(z.describe('The address of its picture.')),
            GroupIntroduction: z.string().check(z.describe('Its introduction.')),
            GroupOwnerUserID: z.string().check(z.describe('Its owner.')),
            GroupOwnerTinyID: z.unknown().check(z.describe('A 64-bit id of its owner, digit for digit.')),
            GroupOwnerUserName: z.string().check(z.describe("The owner's nickname.")),
          }),
        )
        .check(z.describe('The groups found.')),
    }),
  paging,
  invalidRequestCode: 27003,
  errorCodes: [27003, 27004, 60018, 60020],
});
