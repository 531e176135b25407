import * as z from 'zod/mini';
import { answerFields } from '#shared/chat/schemas';
import { defineApi } from '#shared/define-api';

/** What one call may ask for. Chat treats a larger `Count` as the largest. */
export const limits = { groupsPerPage: { least: 1, most: 100 } } as const;

/**
 * Searches the groups of the application: part of the name, or the exact id.
 *
 * @see https://cloud.tencent.com/document/product/269/114549
 */
export const searchGroups = defineApi({
  name: 'search-groups',
  path: '/v4/group_search/search',
  summary: 'Searches the groups of the application by part of the name or by exact id.',
  documentation: 'https://cloud.tencent.com/document/product/269/114549',
  callsPerSecond: 2,
  access: { scope: 'search' },
  effect: 'reads',
  regions: ['china', 'singapore'],
  request: z.strictObject({
    Count: z
      .int()
      .check(
        z.minimum(limits.groupsPerPage.least),
        z.describe(`Groups a page. More than ${limits.groupsPerPage.most} is treated as ${limits.groupsPerPage.most}.`),
      ),
    GroupType: z.optional(
      z
        .array(z.enum(['Private', 'Public', 'ChatRoom', 'Community']))
        .check(z.describe('Only groups of these types; all that can be searched if empty or left out.')),
    ),
    KeywordMatchType: z.optional(z.literal([0, 1]).check(z.describe('0 any keyword (the default), 1 all of them.'))),
    Keywords: z.array(z.string()),
    Cursor: z.optional(z.string().check(z.describe('From the answer before; empty or left out for the first page.'))),
  }),
  response: z.looseObject({
    IsFinish: z.boolean().check(z.describe('Whether this is the last page.')),
    TotalCount: z.int().check(z.describe('Hits on all pages.')),
    Groups: z.array(
      z.looseObject({
        GroupType: z.string(),
        GroupID: z.string(),
        GroupName: z.string(),
        GroupMemberNum: z.int(),
        GroupFaceUrl: z.string(),
        GroupIntroduction: z.string(),
        GroupOwnerUserID: z.string(),
        GroupOwnerTinyID: z.unknown().check(z.describe('A 64-bit integer, digit for digit.')),
        GroupOwnerUserName: z.string(),
      }),
    ),
    Cursor: z.string(),
    ...answerFields,
  }),
  invalidRequestCode: 27003,
  errorCodes: [27003, 27004, 60018, 60020],
});
