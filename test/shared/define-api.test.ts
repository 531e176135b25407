import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { errorCodes } from '#shared/chat/error-codes';
import { type Api, defineApi } from '#shared/define-api';
import { isRegion } from '#shared/regions';
import { fieldsOf, type Place, placesOf, variantsOf } from '#test/functions/schema-fields';
import { loadApis } from '#test/load-apis';
import { type JsonSchema, jsonSchemaOf } from '#test/openapi/json-schema';
import { readSample } from '#test/read-sample';

const apis = await loadApis();

const placesThat = (schema: JsonSchema, breaks: (found: Place) => boolean): readonly string[] =>
  placesOf(schema)
    .filter(breaks)
    .map(({ place }) => place);

/** Where a request may hold a text or a list of any length. */
const unboundedIn = (request: JsonSchema): readonly string[] =>
  placesThat(
    request,
    ({ schema: { type, maxLength, maxItems, enum: values } }) =>
      (type === 'string' && maxLength === undefined && values === undefined) ||
      (type === 'array' && maxItems === undefined),
  );

/** The fields that nothing is said about. */
const undescribedIn = (schema: JsonSchema): readonly string[] =>
  placesThat(schema, ({ place, schema: { description } }) => /\/[^*]+$/.test(place) && description === undefined);

/** The fields that an answer promises beside the envelope, or that it would not take from Chat. */
const closedIn = (response: JsonSchema): readonly string[] =>
  placesThat(response, ({ place, schema }) => {
    const required = (schema.required ?? []).filter((field) => !['ActionStatus', 'ErrorCode'].includes(field));
    return required.length > 0 || (schema.type === 'object' && place !== '' && schema.additionalProperties === false);
  });

/** The fields of the items of a list. */
const itemFieldsOf = (list: JsonSchema | undefined): readonly string[] => Object.keys(fieldsOf(list?.items));

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
    response: () => z.looseObject({}),
    invalidRequestCode: 1,
    errorCodes: [1],
  };
  expect(defineApi(api)).toBe(api);
});

test('the rules notice what breaks them', () => {
  const strict = jsonSchemaOf(z.strictObject({ a: z.string(), b: z.optional(z.array(z.enum(['c']))) }));
  expect(unboundedIn(strict)).toEqual(['/a', '/b']);
  expect(undescribedIn(strict)).toEqual(['/a', '/b']);
  expect(closedIn(jsonSchemaOf(z.looseObject({ a: z.optional(z.array(z.looseObject({ b: z.string() }))) })))).toEqual([
    '/a/*',
  ]);
  expect(closedIn(jsonSchemaOf(z.looseObject({ a: z.optional(z.strictObject({})) })))).toEqual(['/a']);
});

test('there is one for each function, and no two share a name or a path', () => {
  const folders = readdirSync(new URL('../../functions/', import.meta.url), { withFileTypes: true });
  expect(apis.map(({ name }) => name)).toEqual(
    folders
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted(),
  );
  expect(new Set(apis.map(({ path }) => path)).size).toBe(apis.length);
});

describe.each(apis)('$name', (api) => {
  const { request, answer, source } = readSample(api.name);
  const asked = jsonSchemaOf(api.request);
  const answered = jsonSchemaOf(api.response());

  test('has a path, a sentence and a rate', () => {
    expect(api.path).toMatch(/^\/v4\/[a-z_]+\/[a-z_]+$/);
    expect(api.summary).toMatch(/^[A-Z][^.]*\.$/);
    expect(api.callsPerSecond).toBeGreaterThan(0);
  });

  test('names a page of Chat, from which its sample is', () => {
    expect(api.documentation).toMatch(
      /^https:\/\/(?:trtc\.io\/(?:zh\/)?document|cloud\.tencent\.com\/document\/product\/269)\/\d+$/,
    );
    expect(source.split('/').at(-1)).toBe(api.documentation.split('/').at(-1));
  });

  test('lists codes that the table of codes has, among them the one for a bad request', () => {
    expect(api.errorCodes.filter((code) => errorCodes[code] === undefined)).toEqual([]);
    expect(api.errorCodes).toContain(api.invalidRequestCode);
    expect(errorCodes[api.invalidRequestCode]?.kind).toBe('InvalidRequest');
  });

  test('names regions that exist', () => {
    expect((api.regions ?? []).filter((region) => !isRegion(region))).toEqual([]);
  });

  test('takes its sample, and leaves it as it is', () => {
    expect(JSON.stringify(z.parse(api.request, request))).toBe(JSON.stringify(request));
    expect(z.parse(api.response(), answer)).toEqual(answer);
  });

  test('bounds every list and text of a request', () => {
    expect(unboundedIn(asked)).toEqual([]);
  });

  test('says what every field is', () => {
    expect([...undescribedIn(asked), ...undescribedIn(answered)]).toEqual([]);
  });

  test('promises no field of an answer beside the envelope, and keeps those that it does not know', () => {
    expect(closedIn(answered)).toEqual([]);
  });

  test('is open to the user whose conversations it is about, and else needs a scope', () => {
    const about = variantsOf(asked).map(({ required = [] }) => required.includes('From_Account'));
    expect(about).toEqual(about.map(() => 'user' in api.access && api.access.user === 'From_Account'));
  });

  test('lets nobody change what all users find without the right to act for all of them', () => {
    const changesForAll = api.effect !== 'reads' && 'scope' in api.access;
    expect(changesForAll ? api.access : { scope: 'admin' }).toEqual({ scope: 'admin' });
  });
});

/** The APIs that have something, and what they have. */
const having = <Part>(pick: (api: Api) => Part | undefined) =>
  apis.flatMap((api) => {
    const part = pick(api);
    return part === undefined ? [] : [[api.name, api, part] as const];
  });

test.each(having(({ paging }) => paging))('%s pages by fields of its requests and answers', (_, api, paging) => {
  const { carry, last, repeats } = paging;
  const fields = fieldsOf(jsonSchemaOf(api.response()));
  expect(Object.keys(fields)).toEqual(expect.arrayContaining([...Object.keys(carry), last.field]));
  expect(Object.keys(fieldsOf(jsonSchemaOf(api.request)))).toEqual(expect.arrayContaining(Object.values(carry)));
  const lastPage = { ...readSample(api.name).answer, [last.field]: last.is };
  expect(z.safeParse(api.response(), lastPage).success).toBe(true);
  expect(itemFieldsOf(fields[repeats?.field ?? ''])).toEqual(expect.arrayContaining([...(repeats?.key ?? [])]));
});

test.each(having(({ split }) => split))(
  '%s splits a list of its requests, and joins those of its answers',
  (_, api, split) => {
    const list = fieldsOf(jsonSchemaOf(api.request))[split.field];
    expect(list?.maxItems).toBeGreaterThan(split.perCall);
    for (const { field, unique, itemFields = [] } of split.merge) {
      const joined = fieldsOf(jsonSchemaOf(api.response()))[field];
      expect(joined?.type).toBe('array');
      expect(itemFieldsOf(joined)).toEqual(expect.arrayContaining([...(unique ? [unique] : []), ...itemFields]));
      expect(itemFieldsOf(list)).toEqual(expect.arrayContaining([...itemFields]));
    }
  },
);

test.each(having(({ doneWhen }) => doneWhen))(
  '%s is done by a code of its own, for requests it takes',
  (_, api, doneWhen) => {
    expect(api.effect).toBe('states');
    expect(api.errorCodes).toContain(doneWhen.errorCode);
    const known = placesOf(jsonSchemaOf(api.request)).map(({ place }) => place);
    const named = doneWhen.request ? placesOf(jsonSchemaOf(doneWhen.request)).map(({ place }) => place) : [];
    expect(known).toEqual(expect.arrayContaining(named));
  },
);
