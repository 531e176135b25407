import * as z from 'zod/mini';
import { answerTo } from '#test/emulator/answer';
import { unsetBirthDay } from '#test/emulator/choices';
import type { Profile } from '#test/emulator/profile';
import { fieldsOf, integer } from '#test/emulator/read-fields';
import { isFound, searchFields, searchPage } from '#test/emulator/search-pages';
import { isHidden } from '#test/emulator/state';

const gender = z.enum(
  ['', 'Gender_Type_Female', 'Gender_Type_Male', 'Gender_Type_Unknown'],
  'must be Gender_Type_Female, Gender_Type_Male or Gender_Type_Unknown',
);

const fields = fieldsOf({
  ...searchFields,
  UserGenderType: z._default(gender, ''),
  UserBirthStart: z.optional(integer()),
  UserBirthEnd: z.optional(integer()),
}).check(
  z.refine(({ UserBirthStart = -Infinity, UserBirthEnd = Infinity }) => UserBirthEnd > UserBirthStart, {
    path: ['UserBirthEnd'],
    error: 'must be larger than UserBirthStart',
  }),
);

/** Searches users by nickname and id, page by page (https://cloud.tencent.com/document/product/269/114547). */
export const searchUsers = answerTo(fields, (chat, request) => {
  const hits = chat.state.users.filter(
    ({ UserID, profile }) =>
      fits(profile, request) &&
      !isHidden(chat.state, { SetType: 1, UserID }) &&
      isFound({ id: UserID, names: [profile.Nick ?? ''] }, request),
  );
  const answers = hits.map(({ UserID, profile }) => ({ UserID, ProfileItems: profileItems(profile) }));
  return searchPage(chat, { listField: 'Users', hits: answers, request });
});

const fits = (
  { Gender = 'Gender_Type_Unknown', BirthDay = unsetBirthDay }: Profile,
  { UserGenderType, UserBirthStart = -Infinity, UserBirthEnd = Infinity }: z.infer<typeof fields>,
): boolean =>
  (UserGenderType === '' || UserGenderType === Gender) && BirthDay >= UserBirthStart && BirthDay <= UserBirthEnd;

const profileItems = (profile: Profile): readonly object[] =>
  Object.entries(profile).map(([name, value]) => ({
    Tag: `Tag_Profile_IM_${name}`,
    ...(typeof value === 'number' ? { IntValue: value } : { StrValue: value }),
  }));
