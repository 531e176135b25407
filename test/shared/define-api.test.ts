import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { errorCodes } from '#shared/chat/error-codes';
import { type Api, defineApi } from '#shared/define-api';
import { isRegion } from '#shared/regions';
import { loadApis } from '#test/load-apis';
import { readSample } from '#test/read-sample';

const apis = await loadApis();

test('a definition stays as it is declared', () => {
  const api: Api = {
    name: 'do-it',
    path: '/v4/a/b',
    summary: 'Does it.',
    documentation: 'https://trtc.io/document/1',
    callsPerSecond: 1,
    effect: 'reads',
    access: { scope: 'search' },
    request: z.strictObject({}),
    response: z.looseObject({}),
    invalidRequestCode: 1,
    errorCodes: [1],
  };
  expect(defineApi(api)).toBe(api);
});

test('there is one for each function, and no two share a name or a path', () => {
  expect(apis.map(({ name }) => name).sort()).toEqual(
    readdirSync(new URL('../../functions/', import.meta.url))
      .filter((name) => !name.endsWith('.json'))
      .sort(),
  );
  expect(new Set(apis.map(({ path }) => path)).size).toBe(apis.length);
});

describe.each(apis)('$name', (api) => {
  test('has a path, a page and a sentence', () => {
    expect(api.path).toMatch(/^\/v4\/[a-z_]+\/[a-z_]+$/);
    expect(api.documentation).toMatch(/^https:\/\/(?:trtc\.io|cloud\.tencent\.com)\/.*document\//);
    expect(api.summary).toMatch(/^[A-Z].*\.$/);
    expect(api.callsPerSecond).toBeGreaterThan(0);
  });

  test('lists codes that the table of codes has, among them the one for a bad request', () => {
    expect(api.errorCodes.filter((code) => errorCodes[code] === undefined)).toEqual([]);
    expect(api.errorCodes).toContain(api.invalidRequestCode);
    expect(errorCodes[api.invalidRequestCode]?.kind).toBe('InvalidRequest');
  });

  test('names regions that exist', () => {
    expect((api.regions ?? []).filter((region) => !isRegion(region))).toEqual([]);
  });

  test('has an example that its own schemas take', () => {
    expect(z.safeParse(api.request, readSample(api.name).request).error).toBeUndefined();
    expect(z.safeParse(api.response, readSample(api.name).answer).error).toBeUndefined();
  });

  test('refuses fields that it does not know', () => {
    expect(z.safeParse(api.request, { ...Object(readSample(api.name).request), Unknown: 1 }).success).toBe(false);
  });
});
