import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const now = Math.floor(Date.now() / 1000);
const { emulator, call, user } = await emulateApi('/v4/recentcontact/mark_contact', {
  clock: () => now * 1000,
  limits: { contacts: 3 },
});

const peer = { Type: 1, To_Account: 'user_0003' };
const mark = (...MarkItem: readonly unknown[]) => call({ From_Account: 'user_0001', MarkItem });
const item = (fields: object) => ({ OptType: 3, ContactItem: peer, ...fields });
const marksOfPeer = () => user('user_0001')?.contacts.find(({ conversation }) => conversation === 'C2Cuser_0003');

test('bits count from 1, the rightmost character is the lowest, and there is no padding', async () => {
  await mark(item({ SetMark: [1, 4, 64] }));
  expect(marksOfPeer()?.StandardMark).toBe(`1${'0'.repeat(59)}1001`);
  await mark(item({ SetMark: [2, 3], ClearMark: [3, 64] }));
  expect(marksOfPeer()?.StandardMark).toBe('1011');
});

test('a change gives the conversation the time of the emulator', async () => {
  await mark(item({ SetMark: [1] }));
  expect(marksOfPeer()?.Timestamp).toBe(now);
});

test('OptType says which marks change', async () => {
  await mark(item({ OptType: 1, SetMark: [1], CustomMark: 'a' }));
  expect(marksOfPeer()).toMatchObject({ StandardMark: '1' });
  expect(marksOfPeer()).not.toHaveProperty('CustomMark');
  await mark(item({ OptType: 2, SetMark: [2], CustomMark: 'b' }));
  expect(marksOfPeer()).toMatchObject({ StandardMark: '1', CustomMark: 'b' });
});

test('an empty custom mark removes it, one that is left out keeps it', async () => {
  await mark(item({ SetMark: [1], CustomMark: 'a' }));
  await mark(item({ ClearMark: [1] }));
  expect(marksOfPeer()).toMatchObject({ StandardMark: '', CustomMark: 'a' });
  await mark(item({ CustomMark: '' }));
  expect(marksOfPeer()).toBeUndefined();
});

test('items that fail do not affect the others', async () => {
  const unknown = { Type: 2, ToGroupId: '@TGS#unknown' };
  const full = { Type: 1, To_Account: 'd' };
  const others = ['a', 'b'].map((user) => item({ ContactItem: { Type: 1, To_Account: user }, SetMark: [1] }));
  const answer = await mark(
    item({ ContactItem: unknown, SetMark: [1] }),
    ...others,
    item({ ContactItem: full, SetMark: [1] }),
  );
  expect(answer).toMatchObject({
    ErrorCode: 0,
    ResultItem: [
      { OptType: 3, ContactItem: unknown, ResultCode: 51007, ResultInfo: expect.stringMatching(/./) },
      { ResultCode: 0 },
      { ResultCode: 0 },
      { ContactItem: full, ResultCode: 51008 },
    ],
  });
});

test('no conversations and 101 are 51006, an unknown user 50001, a missing edition 51013', async () => {
  expect(await mark()).toMatchObject({ ErrorCode: 51006 });
  expect(await mark(...Array(101).fill(item({})))).toMatchObject({ ErrorCode: 51006 });
  expect(await call({ From_Account: 'nobody', MarkItem: [item({})] })).toMatchObject({ ErrorCode: 50001 });
  emulator.configure({ contactGroups: false });
  expect(await mark(item({}))).toMatchObject({ ErrorCode: 51013 });
});

test.each([
  ['MarkItem[0].OptType', item({ OptType: 4 })],
  ['MarkItem[0].ContactItem', item({ ContactItem: undefined })],
  ['MarkItem[0].ContactItem.ToGroupId', item({ ContactItem: { Type: 2, GroupId: '@TGS#1B2AUI7RZ' } })],
  ['MarkItem[0].SetMark[0]', item({ SetMark: [0] })],
  ['MarkItem[0].ClearMark[1]', item({ ClearMark: [1, 65] })],
  ['MarkItem[0].CustomMark', item({ CustomMark: '啊'.repeat(86) })],
])('50002 names %s', async (field, wrong) => {
  expect(await mark(wrong)).toMatchObject({ ErrorCode: 50002, ErrorInfo: expect.stringMatching(named(field)) });
});
