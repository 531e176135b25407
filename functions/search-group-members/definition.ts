import * as z from 'zod/mini';
import { groupId, list, record } from '#shared/chat/schemas';
import { count, cursor, groupTypes, keywordMatchType, keywords, page, paging } from '#shared/chat/search-schemas';
import { defineApi } from '#shared/define-api';

/** Searches the members of the application's groups. */
export const searchGroupMembers = defineApi({
  name: 'search-group-members',
  path: '/v4/group_member_search/search',
  summary: "Searches the members of the application's groups by part of the name card or nickname, or by the exact id.",
  documentation: 'https://cloud.tencent.com/document/product/269/114548',
  callsPerSecond: 2,
  effect: 'reads',
  access: { scope: 'search' },
  regions: ['china', 'singapore'],
  request: z.strictObject({
    GroupType: groupTypes(),
    GroupIdList: z.optional(
      list(groupId(), { most: 100 }).check(
        z.describe('Members of these groups only: up to 100. Chat documents no limit; this function sets 100.'),
      ),
    ),
    KeywordMatchType: keywordMatchType(),
    Keywords: keywords(),
    Count: count(),
    Cursor: cursor(),
  }),
  response: () =>
    page({
      GroupMembers: z
        .array(
          record({
            GroupType: z.string().check(z.describe('The type of the group.')),
            GroupID: z.string().check(z.describe('The id of the group.')),
            GroupName: z.string().check(z.describe('The name of the group.')),
            GroupMemberUserID: z.string().check(z.describe('The member.')),
            GroupMemberTinyID: z.unknown().check(z.describe('A 64-bit id of the member, digit for digit.')),
            GroupMemberUserName: z.string().check(z.describe("The member's nickname.")),
            GroupMemberNameCard: z.string().check(z.describe("The member's name in the group.")),
          }),
        )
        .check(z.describe('The members found.')),
    }),
  paging,
  invalidRequestCode: 27003,
  errorCodes: [27003, 27004, 60018, 60020],
});
