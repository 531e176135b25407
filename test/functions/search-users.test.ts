import { expect, test } from 'vitest';
import { searchUsers } from '#functions/search-users/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';

test.each<[number | undefined, number | undefined, readonly string[]]>([
  [1, 2, []],
  [2, 2, ['/UserBirthEnd']],
  [3, 2, ['/UserBirthEnd']],
  [undefined, 2, []],
  [3, undefined, []],
])('birthdays from %j to %j have faults at %j', (UserBirthStart, UserBirthEnd, faults) => {
  expect(faultsOfChanged(searchUsers, { UserBirthStart, UserBirthEnd })).toEqual(faults);
});

test.each<[string, readonly string[]]>([
  ['', []],
  ['Gender_Type_Male', []],
  ['male', ['/UserGenderType']],
])('the gender %j has faults at %j', (UserGenderType, faults) => {
  expect(faultsOfChanged(searchUsers, { UserGenderType })).toEqual(faults);
});
