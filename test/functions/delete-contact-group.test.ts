import { expect, test } from 'vitest';
import { deleteContactGroup } from '#functions/delete-contact-group/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { readSample } from '#test/read-sample';

const { request } = readSample(deleteContactGroup.name);

test('a delete whose answer was lost is done, as the retry finds out', async () => {
  const served = await serveForTest(deleteContactGroup);
  served.emulator.fail({ kind: 'cut', carriedOut: true });
  expect(await callDirectly(served, request)).toMatchObject({ kind: 'Served' });
  expect(served.emulator.calls().map(({ ErrorCode }) => ErrorCode)).toEqual([0, 51009]);
});

test('a group that does not exist is not found', async () => {
  const served = await serveForTest(deleteContactGroup);
  expect(await callDirectly(served, { ...request, GroupName: ['gone'] })).toMatchObject({
    kind: 'NotFound',
    problem: { ErrorCode: 51009 },
  });
});
