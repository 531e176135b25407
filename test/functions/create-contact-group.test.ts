import { expect, test } from 'vitest';
import { createContactGroup } from '#functions/create-contact-group/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';

const group = { GroupName: 'a' };

test('one group is created a call', () => {
  expect(faultsOfChanged(createContactGroup, { GroupContactItem: [] })).toEqual(['/GroupContactItem']);
  expect(faultsOfChanged(createContactGroup, { GroupContactItem: [group, group] })).toEqual(['/GroupContactItem']);
});

test('a group may be created without conversations, by leaving their list out', () => {
  expect(faultsOfChanged(createContactGroup, { GroupContactItem: [group] })).toEqual([]);
  expect(faultsOfChanged(createContactGroup, { GroupContactItem: [{ ...group, ContactItem: [] }] })).toEqual([
    '/GroupContactItem/0/ContactItem',
  ]);
});
