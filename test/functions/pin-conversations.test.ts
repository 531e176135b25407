import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { faultsOfChanged } from '#test/functions/faults-of-changed';
import type { ServedApi } from '#test/served-api';

const pin = (user: string, fields: object = {}) => ({
  From_Account: 'user_0001',
  OperationType: 1,
  RecentContactItem: [{ Type: 1, To_Account: user }],
  ...fields,
});
const pinsOf = ({ emulator }: ServedApi, user: string) =>
  emulator.state().users.find(({ UserID }) => UserID === user)?.pins;

test('the id of a group is spelt GroupId', () => {
  const changed = (id: object) => faultsOfChanged(pinConversations, { RecentContactItem: [{ Type: 2, ...id }] });
  expect(changed({ GroupId: 'a' })).toEqual([]);
  expect(changed({ ToGroupId: 'a' })).toEqual(['/RecentContactItem/0/GroupId', '/RecentContactItem/0/ToGroupId']);
});

test('what was pinned can be unpinned', async () => {
  const served = await serveForTest(pinConversations);
  await callDirectly(served, pin('user_0002'));
  expect(pinsOf(served, 'user_0001')).toEqual(['C2Cuser_0002']);
  await callDirectly(served, pin('user_0002', { OperationType: 2 }));
  expect(pinsOf(served, 'user_0001')).toEqual([]);
});

test('the fiftieth pin is taken, and the one after it exceeds the limit', async () => {
  const served = await serveForTest(pinConversations);
  const From_Account = 'user_0050';
  await callDirectly(served, pin('peer_1', { From_Account, OperationType: 2 }));
  expect(await callDirectly(served, pin('one_more', { From_Account }))).toMatchObject({ kind: 'Served' });
  expect(await callDirectly(served, pin('too_many', { From_Account }))).toMatchObject({ kind: 'LimitExceeded' });
  expect(pinsOf(served, From_Account)).toHaveLength(50);
});
