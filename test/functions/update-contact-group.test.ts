import { expect, test } from 'vitest';
import { updateContactGroup } from '#functions/update-contact-group/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { faultsOfChanged } from '#test/functions/faults-of-changed';
import { readSample } from '#test/read-sample';

const rename = { UpdateGroupType: 1, OldGroupName: 'a', NewGroupName: 'b' };
const sample = readSample(updateContactGroup.name).request;
const change = sample.UpdateGroup;

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

test('a rename whose answer was lost is done, as the retry finds out', async () => {
  const served = await serveForTest(updateContactGroup);
  const renamed = { OldGroupName: 'group_0001', NewGroupName: 'group_0004' };
  served.emulator.fail({ kind: 'cut', carriedOut: true });
  expect(await callDirectly(served, { ...sample, UpdateGroup: { ...rename, ...renamed } })).toMatchObject({
    kind: 'Served',
  });
  expect(served.emulator.calls().map(({ ErrorCode }) => ErrorCode)).toEqual([0, 51009]);
});

test('a group that is missing on a retry is not found, where its conversations were to change', async () => {
  const served = await serveForTest(updateContactGroup);
  served.emulator.fail({ kind: 'cut' });
  const changed = { ...Object(change), OldGroupName: 'gone' };
  expect(await callDirectly(served, { ...sample, UpdateGroup: changed })).toMatchObject({ kind: 'NotFound' });
});
