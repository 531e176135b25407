import { expect, test } from 'vitest';
import { updateContactGroup } from '#functions/update-contact-group/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';
import { readSample } from '#test/read-sample';

const rename = { UpdateGroupType: 1, OldGroupName: 'a', NewGroupName: 'b' };
const change = readSample(updateContactGroup.name).request.UpdateGroup;

test('a rename takes names and no conversations', () => {
  expect(faultsOfChanged(updateContactGroup, { UpdateGroup: rename })).toEqual([]);
  expect(faultsOfChanged(updateContactGroup, { UpdateGroup: { ...rename, ContactUpdateItem: [] } })).toEqual([
    '/UpdateGroup/ContactUpdateItem',
  ]);
});

test('a change of the conversations takes no new name', () => {
  expect(faultsOfChanged(updateContactGroup, { UpdateGroup: { ...Object(change), NewGroupName: 'b' } })).toEqual([
    '/UpdateGroup/NewGroupName',
  ]);
});

test('a missing group says on a retry that a rename is done, and nothing about a change', () => {
  const request = updateContactGroup.doneWhen?.request;
  const doneBy = (UpdateGroup: unknown) =>
    request?.safeParse({ ...readSample(updateContactGroup.name).request, UpdateGroup }).success;
  expect([doneBy(rename), doneBy(change)]).toEqual([true, false]);
});
