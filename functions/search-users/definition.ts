import * as z from 'zod/mini';
import { record } from '#shared/chat/schemas';
import { count, cursor, keywordMatchType, keywords, page, paging } from '#shared/chat/search-schemas';
import { defineApi } from '#shared/define-api';

/** Searches the application's users. */
export const searchUsers = defineApi({
  name: 'search-users',
  path: '/v4/user_search/search',
  summary: "Searches the application's users by part of the nickname or by the exact id.",
  documentation: 'https://cloud.tencent.com/document/product/269/114547',
  callsPerSecond: 2,
  effect: 'reads',
  access: { scope: 'search' },
  regions: ['china', 'singapore'],
  request: z
    .strictObject({
      Count: count(),
      UserGenderType: z.optional(
        z
          .enum(['Gender_Type_Female', 'Gender_Type_Male', 'Gender_Type_Unknown', ''])
          .check(z.describe('Users of this gender only. Any gender if empty or left out.')),
      ),
      KeywordMatchType: keywordMatchType(),
      UserBirthStart: z.optional(z.int().check(z.describe('The earliest birthday, as the application writes it.'))),
      UserBirthEnd: z.optional(z.int().check(z.describe('The latest birthday, greater than `UserBirthStart`.'))),
      Keywords: keywords(),
      Cursor: cursor(),
    })
    .check(
      z.refine(
        ({ UserBirthStart: start, UserBirthEnd: end }) => start === undefined || end === undefined || end > start,
        {
          path: ['UserBirthEnd'],
          error: 'expected a number greater than UserBirthStart',
        },
      ),
    ),
  response: () =>
    page({
      Users: z
        .array(
          record({
            UserID: z.string().check(z.describe('The user.')),
            ProfileItems: z
              .array(
                record({
                  Tag: z.string().check(z.describe('The field of the profile, such as `Tag_Profile_IM_Nick`.')),
                  StrValue: z.string().check(z.describe('Its value, if it is text.')),
                  IntValue: z.int().check(z.describe('Its value, if it is a number.')),
                }),
              )
              .check(z.describe('The profile.')),
          }),
        )
        .check(z.describe('The users found.')),
    }),
  paging,
  invalidRequestCode: 27003,
  errorCodes: [27003, 27004, 60018, 60020],
});
