import { expect, test } from 'vitest';
import { createContactGroup } from '#functions/create-contact-group/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { faultsOfChanged } from '#test/functions/faults-of-changed';
import { readSample } from '#test/read-sample';

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

test('a create whose answer was lost is not repeated, and its outcome is unknown', async () => {
  const served = await serveForTest(createContactGroup);
  served.emulator.fail({ kind: 'cut', carriedOut: true });
  expect(await callDirectly(served, readSample(createContactGroup.name).request)).toMatchObject({
    kind: 'OutcomeUnknown',
    problem: { status: 504 },
  });
  expect(served.emulator.calls()).toHaveLength(1);
});

test('a create that Chat refused for its rate is repeated', async () => {
  const served = await serveForTest(createContactGroup);
  served.emulator.fail({ kind: 'code', ErrorCode: 60007 });
  expect(await callDirectly(served, readSample(createContactGroup.name).request)).toMatchObject({ kind: 'Served' });
  expect(served.emulator.calls().map(({ ErrorCode }) => ErrorCode)).toEqual([60007, 0]);
});
