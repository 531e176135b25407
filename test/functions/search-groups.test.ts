import { expect, test } from 'vitest';
import { searchGroups } from '#functions/search-groups/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { readSample } from '#test/read-sample';

const search = (fields: object) => ({ Count: 10, Keywords: ['啊'], ...fields });

test('the 64-bit id of an owner keeps every digit', async () => {
  const served = await serveForTest(searchGroups);
  const { text } = await callDirectly(served, readSample(searchGroups.name).request);
  expect(text).toContain('"GroupOwnerTinyID":144115214578713345');
});

test('pages follow each other by the cursor', async () => {
  const served = await serveForTest(searchGroups);
  const pageFrom = async (Cursor?: string) =>
    searchGroups.response().parse(JSON.parse((await callDirectly(served, search({ Count: 4, Cursor }))).text));
  const first = await pageFrom();
  const second = await pageFrom(first.Cursor);
  expect([first.IsFinish, second.IsFinish]).toEqual([false, true]);
  const found = [...(first.Groups ?? []), ...(second.Groups ?? [])].map(({ GroupID }) => GroupID);
  expect(new Set(found).size).toBe(first.TotalCount);
});

test('a Count beyond a page is passed on as it is', async () => {
  const served = await serveForTest(searchGroups);
  await callDirectly(served, search({ Count: 101 }));
  expect(served.emulator.calls().map(({ body }) => body)).toEqual([search({ Count: 101 })]);
});

test('an application without the plugin is not enabled', async () => {
  const served = await serveForTest(searchGroups, { emulator: { app: { cloudSearch: false } } });
  expect(await callDirectly(served, search({}))).toMatchObject({ kind: 'NotEnabled', problem: { ErrorCode: 60020 } });
});
