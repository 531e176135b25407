import { expect, test } from 'vitest';
import { searchGroupMembers } from '#functions/search-group-members/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';

test.each<[unknown, readonly string[]]>([
  [[], []],
  [['@TGS#2F6UQRAG3'], []],
  [[''], ['/GroupIdList/0']],
  [Array(101).fill('a'), ['/GroupIdList']],
])('the groups to search may be %j: faults at %j', (GroupIdList, faults) => {
  expect(faultsOfChanged(searchGroupMembers, { GroupIdList })).toEqual(faults);
});
