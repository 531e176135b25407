import { expect, test } from 'vitest';
import { listHiddenFromSearch } from '#functions/list-hidden-from-search/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';

test('only what is listed has to be said', () => {
  expect(faultsOfChanged(listHiddenFromSearch, { Count: undefined, Cursor: undefined })).toEqual([]);
  expect(faultsOfChanged(listHiddenFromSearch, { SetType: undefined })).toEqual(['/SetType']);
});
