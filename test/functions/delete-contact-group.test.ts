import { expect, test } from 'vitest';
import { deleteContactGroup } from '#functions/delete-contact-group/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';

test.each([[[]], [['a', 'b']], ['a']])('a call deletes one group, named in a list, and not %j', (GroupName) => {
  expect(faultsOfChanged(deleteContactGroup, { GroupName })).toEqual(['/GroupName']);
});
