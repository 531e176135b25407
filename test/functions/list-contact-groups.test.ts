import { expect, test } from 'vitest';
import { listContactGroups } from '#functions/list-contact-groups/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';
import { readSample } from '#test/read-sample';

test('the index that an answer names is the one that the next request takes', () => {
  const [[from = '', to = ''] = []] = Object.entries(listContactGroups.paging?.carry ?? {});
  expect(faultsOfChanged(listContactGroups, { [to]: readSample(listContactGroups.name).answer[from] })).toEqual([]);
});
