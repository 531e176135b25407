import { expect, test } from 'vitest';
import { markConversations } from '#functions/mark-conversations/definition';
import { callOverHttp, serveForTest } from '#test/call-served';
import { faultsOfChanged } from '#test/functions/faults-of-changed';

const mark = (fields: object) => ({
  MarkItem: [{ OptType: 1, ContactItem: { Type: 1, To_Account: 'a' }, ...fields }],
});

test('bits may be counted from 0 or from 1, and are not translated', () => {
  const request = { From_Account: 'a', ...mark({ ClearMark: [0], SetMark: [1, 63, 64] }) };
  expect(JSON.stringify(markConversations.request.parse(request))).toBe(JSON.stringify(request));
});

test.each([-1, 65, 0.5, '1'])('there is no bit %j', (bit) => {
  expect(faultsOfChanged(markConversations, mark({ SetMark: [bit] }))).toEqual(['/MarkItem/0/SetMark/0']);
});

test('a custom mark has up to 256 bytes, and may be empty', () => {
  const faultsOf = (CustomMark: string) => faultsOfChanged(markConversations, mark({ OptType: 2, CustomMark }));
  expect([faultsOf(''), faultsOf('é'.repeat(128)), faultsOf(`${'é'.repeat(128)}a`)]).toEqual([
    [],
    [],
    ['/MarkItem/0/CustomMark'],
  ]);
});

test('250 conversations of which two fail have their results in order, as item by item', async () => {
  const served = await serveForTest(markConversations);
  const items = Array.from({ length: 250 }, (_, index) => ({
    OptType: 2,
    ContactItem: index % 124 === 123 ? { Type: 2, ToGroupId: 'gone' } : { Type: 1, To_Account: `user_${index}` },
    CustomMark: 'a',
  }));
  const { status, text } = await callOverHttp(served, JSON.stringify({ From_Account: 'user_0001', MarkItem: items }));
  expect(status).toBe(207);
  const { ResultItem = [] } = markConversations.response().parse(JSON.parse(text));
  expect(ResultItem.map(({ ContactItem }) => ContactItem)).toEqual(items.map(({ ContactItem }) => ContactItem));
  expect(ResultItem.flatMap(({ ResultCode }, index) => (ResultCode === 0 ? [] : [[index, ResultCode]]))).toEqual([
    [123, 51007],
    [247, 51007],
  ]);
  expect(served.emulator.calls()).toHaveLength(3);
});
