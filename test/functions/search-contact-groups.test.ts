import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { callers, serveForTest } from '#test/call-served';
import { searchContactGroupSample as sample } from '#test/emulator/documented-samples';
import { type OwnCode, recentContactCodes } from '#test/functions/own-codes';
import { readSample } from '#test/read-sample';

const limits = { conversationsPerCall: 300, conversationsPerRequest: 3_000 } as const;
const request = (items: unknown) => JSON.stringify({ From_Account: 'user_0001', ContactItem: items });
const conversations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Type: 1, To_Account: `user_${String(index + 2).padStart(4, '0')}` }));
const bodySchema = z.object({ ContactItem: z.array(z.object({ To_Account: z.string() })) });

const ownCodes: readonly OwnCode[] = [
  ...recentContactCodes,
  [51006, 'InvalidRequest', 400, 51006],
  [51007, 'NotFound', 404, 51007],
  [51008, 'LimitExceeded', 409, 51008],
  [51009, 'NotFound', 404, 51009],
  [51010, 'LimitExceeded', 409, 51010],
  [51011, 'InvalidRequest', 400, 51011],
  [51012, 'LimitExceeded', 409, 51012],
  [51013, 'NotEnabled', 501, 51013],
];

describe('the definition', () => {
  const { name, errorCodes, path } = searchContactGroups;
  const example = readSample(name);

  test('shows the sample of the page', () => {
    expect(JSON.stringify(example.request)).toBe(sample.request);
    expect(JSON.stringify(example.answer)).toBe(sample.answer);
    expect(path).toBe(sample.path);
  });

  test('passes its own schemas', () => {
    expect(searchContactGroups.request.parse(example.request)).toEqual(example.request);
    expect(searchContactGroups.response.parse(example.answer)).toEqual(example.answer);
  });

  test('lists the codes that are tried here', () => {
    expect(errorCodes).toEqual(ownCodes.map(([code]) => code));
  });
});

describe.each(callers)('called %s', (_, call) => {
  test('the documented sample goes to Chat and back byte for byte', async () => {
    const served = await serveForTest(searchContactGroups);
    expect(await call(served, sample.request)).toEqual(expect.objectContaining({ text: sample.answer }));
    expect(served.emulator.calls().map(({ path, bodyText }) => [path, bodyText])).toEqual([
      [sample.path, sample.request],
    ]);
  });

  test('fields that no page names reach the caller', async () => {
    const served = await serveForTest(searchContactGroups);
    const body =
      '{"ContactResultItem":[],"ActionStatus":"OK","ErrorCode":0,"Later":{"Id":18446744073709551615},"Price":1.25}';
    served.emulator.fail({ kind: 'reply', body });
    const { kind, text } = await call(served, sample.request);
    expect([kind, text]).toEqual(['Served', body]);
  });

  test.each(ownCodes)('Chat’s code %i is %s, HTTP %i, ErrorCode %i', async (...[code, ...expected]) => {
    const served = await serveForTest(searchContactGroups);
    served.emulator.fail({ kind: 'code', ErrorCode: code, times: 'always' });
    const { kind, problem } = await call(served, sample.request, 3_000);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(expected);
    expect(problem?.ActionStatus).toBe('FAIL');
  });

  test('an edition without conversation groups is not enabled', async () => {
    const served = await serveForTest(searchContactGroups, { emulator: { app: { contactGroups: false } } });
    expect(await call(served, sample.request)).toMatchObject({ kind: 'NotEnabled', problem: { ErrorCode: 51013 } });
  });

  test('a group that does not exist is not found, after one more try', async () => {
    const served = await serveForTest(searchContactGroups);
    const outcome = await call(served, request([{ Type: 2, ToGroupId: '@TGS#gone' }]));
    expect(outcome).toMatchObject({ kind: 'NotFound', problem: { status: 404, ErrorCode: 51007 } });
    expect(served.emulator.calls()).toHaveLength(2);
  });

  test.each([1, limits.conversationsPerCall])('%i conversations are one call', async (count) => {
    const served = await serveForTest(searchContactGroups);
    const json = request(conversations(count));
    expect((await call(served, json)).kind).toBe('Served');
    expect(served.emulator.calls().map(({ bodyText }) => bodyText)).toEqual([json]);
  });

  test.each([limits.conversationsPerCall + 1, limits.conversationsPerRequest])(
    '%i conversations become calls that Chat takes, and one answer',
    async (count) => {
      const served = await serveForTest(searchContactGroups);
      const items = conversations(count);
      const { text } = await call(served, request(items));
      expect(text).toBe(sample.answer.replace(/,{"Type":2.*?}/, ''));
      const parts = served.emulator.calls().map(({ body }) => bodySchema.parse(body).ContactItem);
      expect(parts.every(({ length }) => length <= limits.conversationsPerCall)).toBe(true);
      expect(new Set(parts.flat().map(({ To_Account }) => To_Account)).size).toBe(count);
    },
  );

  test.each([
    [0, 'expected at least 1 item'],
    [limits.conversationsPerRequest + 1, `expected at most ${limits.conversationsPerRequest} items`],
  ])('%i conversations are refused', async (count, detail) => {
    const served = await serveForTest(searchContactGroups);
    expect(await call(served, request(conversations(count)))).toMatchObject({
      kind: 'InvalidRequest',
      problem: { status: 400, ErrorCode: 50002, errors: [{ pointer: '/ContactItem', detail }] },
    });
    expect(served.emulator.calls()).toEqual([]);
  });

  test('GroupId is refused with the field that was meant', async () => {
    const served = await serveForTest(searchContactGroups);
    const outcome = await call(served, request([{ Type: 2, GroupId: '@TGS#1B2AUI7RZ' }]));
    expect(outcome).toMatchObject({
      kind: 'InvalidRequest',
      problem: {
        errors: [
          { pointer: '/ContactItem/0/ToGroupId', detail: 'expected a string, got nothing' },
          { pointer: '/ContactItem/0/GroupId', detail: 'unknown field; did you mean ToGroupId?' },
        ],
      },
    });
    expect(served.emulator.calls()).toEqual([]);
  });
});
