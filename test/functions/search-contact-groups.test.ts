import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { faultsOfChanged } from '#test/functions/faults-of-changed';
import { readSample } from '#test/read-sample';

const { split } = searchContactGroups;
const perCall = split?.perCall ?? 0;
const request = (count: number) => ({
  From_Account: 'user_0001',
  ContactItem: Array.from({ length: count }, (_, index) => ({
    Type: 1,
    To_Account: `user_${String(index + 2).padStart(4, '0')}`,
  })),
});
const callSchema = z.object({ ContactItem: z.array(z.object({ To_Account: z.string() })) });

test('the id of a group is spelt ToGroupId', () => {
  const changed = (id: object) => faultsOfChanged(searchContactGroups, { ContactItem: [{ Type: 2, ...id }] });
  expect(changed({ ToGroupId: 'a' })).toEqual([]);
  expect(changed({ GroupId: 'a' })).toEqual(['/ContactItem/0/ToGroupId', '/ContactItem/0/GroupId']);
});

test('as many conversations as one call takes are one call', async () => {
  const served = await serveForTest(searchContactGroups);
  await callDirectly(served, request(perCall));
  expect(served.emulator.calls().map(({ body }) => body)).toEqual([request(perCall)]);
});

test.each([perCall + 1, 3_000])('%i conversations become calls that Chat takes, and one answer', async (count) => {
  const served = await serveForTest(searchContactGroups);
  const { text } = await callDirectly(served, request(count));
  expect(text).toBe(JSON.stringify(readSample(searchContactGroups.name).answer).replace(/,{"Type":2.*?}/, ''));
  const parts = served.emulator.calls().map(({ body }) => callSchema.parse(body).ContactItem);
  expect(parts.every(({ length }) => length <= perCall)).toBe(true);
  expect(new Set(parts.flat().map(({ To_Account }) => To_Account)).size).toBe(count);
});

test('a group that does not exist is not found', async () => {
  const served = await serveForTest(searchContactGroups);
  const gone = { ...request(0), ContactItem: [{ Type: 2, ToGroupId: '@TGS#gone' }] };
  expect(await callDirectly(served, gone)).toMatchObject({ kind: 'NotFound', problem: { ErrorCode: 51007 } });
});

test('an edition without conversation groups is not enabled', async () => {
  const served = await serveForTest(searchContactGroups, { emulator: { app: { contactGroups: false } } });
  expect(await callDirectly(served, request(1))).toMatchObject({ kind: 'NotEnabled', problem: { ErrorCode: 51013 } });
});
