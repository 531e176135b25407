import { expect, test } from 'vitest';
import { setSearchVisibility } from '#functions/set-search-visibility/definition';
import { check } from '#shared/failures/faults';

test.each<[object, readonly string[]]>([
  [{ SetType: 1, UserID: 'a' }, []],
  [{ SetType: 1, UserID: 'a', GroupID: 'g' }, ['/GroupID']],
  [{ SetType: 2, GroupID: 'g' }, []],
  [{ SetType: '2', UserID: 'a' }, ['/GroupID', '/UserID']],
  [{ SetType: 3, UserID: 'a', GroupID: 'g' }, []],
  [{ SetType: 3, UserID: 'a' }, ['/GroupID']],
  [{ SetType: 4, UserID: 'a' }, ['/SetType']],
])('the ids of %j are those of its SetType: faults at %j', (request, faults) => {
  const result = check(setSearchVisibility.request, request);
  expect('faults' in result ? result.faults.map(({ pointer }) => pointer) : []).toEqual(faults);
});
