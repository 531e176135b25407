import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { searchGroups } from '#functions/search-groups/definition';
import { type Region, regions } from '#shared/regions';
import { callers, serveForTest } from '#test/call-served';
import { groupSearchSampleRecord, groupSearchSample as sample } from '#test/emulator/documented-samples';
import type { OwnCode } from '#test/functions/own-codes';
import { readSample } from '#test/read-sample';
import { seededCredential } from '#test/served-api';

const limits = { groupsPerPage: { least: 1, most: 100 } } as const;
const request = (fields: object) => JSON.stringify({ Count: 10, Keywords: ['啊'], ...fields });
const tinyId = '144115214578713345';

const ownCodes: readonly OwnCode[] = [
  [27003, 'InvalidRequest', 400, 27003],
  [27004, 'UpstreamFailed', 502, 27004],
  [60018, 'RateLimited', 429, 60018],
  [60020, 'NotEnabled', 501, 60020],
];

describe('the definition', () => {
  const { name, errorCodes, path } = searchGroups;
  const example = readSample(name);

  test('shows the sample of the page, its 64-bit id digit for digit', () => {
    expect(JSON.stringify(example.request)).toBe(sample.request);
    expect(JSON.stringify(example.answer)).toBe(sample.answer);
    expect(path).toBe(sample.path);
  });

  test('passes its own schemas', () => {
    expect(searchGroups.request.parse(example.request)).toEqual(example.request);
    expect(JSON.stringify(searchGroups.response.parse(example.answer).Groups)).toBe(`[${groupSearchSampleRecord}]`);
  });

  test('lists the codes that are tried here', () => {
    expect(errorCodes).toEqual(ownCodes.map(([code]) => code));
  });
});

const pageSchema = z.object({
  IsFinish: z.boolean(),
  TotalCount: z.int(),
  Groups: z.array(z.object({ GroupID: z.string() })),
  Cursor: z.string(),
});

const everyRegion = Object.keys(regions).filter((name): name is Region => name in regions);
const offered: readonly Region[] = ['china', 'singapore'];

describe.each(callers)('called %s', (_, call) => {
  test('the documented sample comes back byte for byte', async () => {
    const served = await serveForTest(searchGroups);
    served.emulator.fail({ kind: 'reply', body: sample.answer });
    expect(await call(served, sample.request)).toEqual(expect.objectContaining({ text: sample.answer }));
    expect(served.emulator.calls().map(({ path, bodyText }) => [path, bodyText])).toEqual([
      [sample.path, sample.request],
    ]);
  });

  test('GroupOwnerTinyID keeps every digit', async () => {
    const served = await serveForTest(searchGroups);
    const { text } = await call(served, sample.request);
    expect(text).toContain(groupSearchSampleRecord);
    expect(text).toContain(`"GroupOwnerTinyID":${tinyId}`);
  });

  test('pages follow each other by the cursor', async () => {
    const served = await serveForTest(searchGroups);
    const search = async (Cursor?: string) =>
      pageSchema.parse(JSON.parse((await call(served, request({ Count: 4, Cursor }))).text));
    const first = await search();
    const second = await search(first.Cursor);
    expect([first.IsFinish, second.IsFinish]).toEqual([false, true]);
    const found = [...first.Groups, ...second.Groups].map(({ GroupID }) => GroupID);
    expect(new Set(found).size).toBe(6);
    expect(first.TotalCount).toBe(6);
  });

  test.each(ownCodes)('Chat’s code %i is %s, HTTP %i, ErrorCode %i', async (...[code, ...expected]) => {
    const served = await serveForTest(searchGroups);
    served.emulator.fail({ kind: 'code', ErrorCode: code, times: 'always' });
    const { kind, problem } = await call(served, sample.request, 3_000);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(expected);
    expect(problem?.ActionStatus).toBe('FAIL');
  });

  test('an application without the plugin is not enabled', async () => {
    const served = await serveForTest(searchGroups, { emulator: { app: { cloudSearch: false } } });
    expect(await call(served, sample.request)).toMatchObject({ kind: 'NotEnabled', problem: { ErrorCode: 60020 } });
  });

  test.each(everyRegion)('an application in %s is served or told, as the page says', async (region) => {
    const served = await serveForTest(searchGroups, {
      emulator: { region },
      readSecret: async () => ({ ...seededCredential, region }),
    });
    const { kind, problem } = await call(served, sample.request);
    expect([kind, problem?.status]).toEqual(offered.includes(region) ? ['Served', undefined] : ['NotEnabled', 501]);
    expect(served.emulator.calls()).toHaveLength(offered.includes(region) ? 1 : 0);
  });

  const { least, most } = limits.groupsPerPage;
  test.each([least, most, most + 1])('Count %i is passed on as it is', async (Count) => {
    const served = await serveForTest(searchGroups);
    expect((await call(served, request({ Count }))).kind).toBe('Served');
    expect(served.emulator.calls().map(({ body }) => body)).toEqual([{ Count, Keywords: ['啊'] }]);
  });

  test('Count 0 is refused', async () => {
    const served = await serveForTest(searchGroups);
    expect(await call(served, request({ Count: least - 1 }))).toMatchObject({
      kind: 'InvalidRequest',
      problem: { status: 400, ErrorCode: 27003, errors: [{ pointer: '/Count', detail: 'expected at least 1' }] },
    });
    expect(served.emulator.calls()).toEqual([]);
  });

  test('the third call in a second waits for its turn', async () => {
    const served = await serveForTest(searchGroups);
    const outcomes = await Promise.all([1, 2, 3].map((Count) => call(served, request({ Count }))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['Served', 'Served', 'Served']);
    const [first = 0, , third = 0] = served.emulator.calls().map(({ arrivedAt }) => arrivedAt);
    expect(third - first).toBeGreaterThanOrEqual(950);
  });

  test('a call that cannot have its turn in time is told when to come again', async () => {
    const served = await serveForTest(searchGroups);
    await Promise.all([1, 2].map((Count) => call(served, request({ Count }))));
    const { kind, problem } = await call(served, sample.request, 2_000);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['RateLimited', 429, 60018]);
    expect(problem?.retryAfter).toBeGreaterThanOrEqual(1);
    expect(problem?.retryAfter).toBeLessThanOrEqual(2);
    expect(served.emulator.calls()).toHaveLength(2);
  });

  test('equal searches at the same time are one call', async () => {
    const served = await serveForTest(searchGroups);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => call(served, sample.request)));
    expect(new Set(outcomes.map(({ text }) => text)).size).toBe(1);
    expect(outcomes[0]?.text).toContain(groupSearchSampleRecord);
    expect(served.emulator.calls()).toHaveLength(1);
  });
});
