import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Fault } from '#shared/failures/failure';
import { check, mostFaults } from '#shared/failures/faults';
import { parseExactJson } from '#shared/json/exact-json';

const faultsOf = (schema: z.ZodMiniType, value: unknown): readonly Fault[] => {
  const result = check(schema, value);
  return 'faults' in result ? result.faults : [];
};

test('a valid value is returned as the schema parses it', () => {
  const schema = z.strictObject({
    size: z.pipe(
      z.string(),
      z.transform((text) => text.length),
    ),
  });
  expect(check(schema, { size: 'four' })).toEqual({ value: { size: 4 } });
});

describe('the words of a fault', () => {
  const details: readonly (readonly [string, z.ZodMiniType, unknown, string])[] = [
    ['a missing text', z.string(), undefined, 'expected a string, got nothing'],
    ['null', z.string(), null, 'expected a string, got null'],
    ['a number for a text', z.string(), 7, 'expected a string, got a number'],
    ['a boolean for a text', z.string(), true, 'expected a string, got a boolean'],
    ['an array for an object', z.object({}), [], 'expected an object, got an array'],
    ['an object for an array', z.array(z.string()), {}, 'expected an array, got an object'],
    ['a text for a boolean', z.boolean(), 'yes', 'expected a boolean, got a string'],
    ['a text for a number', z.number(), '7', 'expected a number, got a string'],
    ['a text for an integer', z.int(), '7', 'expected an integer, got a string'],
    ['a fraction for an integer', z.int(), 1.5, 'expected an integer, got a number'],
    [
      'a number beyond 2^53',
      z.string(),
      parseExactJson('9007199254740993'),
      'expected a string, got a number that is too large',
    ],
    ['a text that is too short', z.string().check(z.minLength(2)), 'a', 'expected at least 2 characters, got 1'],
    ['a text that is empty', z.string().check(z.minLength(1)), '', 'expected at least 1 character, got 0'],
    ['a text that is too long', z.string().check(z.maxLength(2)), 'abc', 'expected at most 2 characters, got 3'],
    ['a list that is too short', z.array(z.int()).check(z.minLength(2)), [1], 'expected at least 2 items, got 1'],
    ['a list that is empty', z.array(z.int()).check(z.minLength(1)), [], 'expected at least 1 item, got 0'],
    ['a list that is too long', z.array(z.int()).check(z.maxLength(1)), [1, 2], 'expected at most 1 item, got 2'],
    ['a number that is too small', z.int().check(z.minimum(1)), 0, 'expected at least 1, got a smaller number'],
    ['a number that is too large', z.int().check(z.maximum(9)), 10, 'expected at most 9, got a larger number'],
    ['another value than the only one', z.literal(1), 2, 'expected 1, got another number'],
    ['another value than two', z.literal([1, 2]), 3, 'expected 1 or 2, got another number'],
    ['another value than three', z.enum(['a', 'b', 'c']), 'd', 'expected a, b or c, got another string'],
    ['another value than one or none', z.enum(['a', '']), 'd', 'expected a or an empty string, got another string'],
    ['values that look the same', z.literal([1, '1']), 2, 'expected 1, got another number'],
    [
      'what a check of ours refuses',
      z.string().check(z.refine(() => false, 'expected better')),
      'a',
      'expected better',
    ],
    ['what has no words', z.string().check(z.regex(/^b/)), 'a', 'invalid value'],
    ['none of several types', z.union([z.string(), z.int()]), true, 'invalid value, got a boolean'],
  ];
  test.each(details)('%s', (...[, schema, value, detail]) => {
    expect(faultsOf(schema, value)).toEqual([{ pointer: '', detail }]);
  });

  const kinds = z.discriminatedUnion('Type', [
    z.strictObject({ Type: z.literal([1, '1']), Name: z.string() }),
    z.strictObject({ Type: z.literal([2, '2']) }),
  ]);
  test.each([
    [{}, 'nothing'],
    [{ Type: 3 }, 'another number'],
    [{ Type: '' }, 'an empty string'],
    [{ Type: null }, 'null'],
    [{ Type: { Type: 1 } }, 'an object'],
  ])('an invalid Type: %j', (value, got) => {
    expect(faultsOf(kinds, value)).toEqual([{ pointer: '/Type', detail: `expected 1 or 2, got ${got}` }]);
  });
  test('a Type that is one leads to the fields that go with it', () => {
    expect(faultsOf(kinds, { Type: '1' })).toEqual([{ pointer: '/Name', detail: 'expected a string, got nothing' }]);
  });
});

describe('the place of a fault', () => {
  const schema = z.strictObject({ list: z.array(z.strictObject({ name: z.string() })) });

  test('is a JSON pointer, and all faults are listed', () => {
    const faults = faultsOf(schema, { list: [{ name: 1 }, { name: 'a' }, { name: 'b', 'x/y~z': 1 }], more: 1 });
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/list/0/name', '/list/2/x~1y~0z', '/more']);
  });

  test.each([
    ['', '/'],
    ['/', '/~1'],
    ['~', '/~0'],
    ['~1', '/~01'],
    ['a b', '/a b'],
    ['__proto__', '/__proto__'],
    ['日本', '/日本'],
  ])('of a field named %j is %j', (name, pointer) => {
    const value: unknown = JSON.parse(`{"list":[],${JSON.stringify(name)}:1}`);
    expect(faultsOf(schema, value).map((fault) => fault.pointer)).toEqual([pointer]);
  });
});

test.each(['GroupID', '', '__proto__', 'constructor'])(
  'an unknown field %j is reported with the known ones',
  (name) => {
    const schema = z.strictObject({ From_Account: z.optional(z.string()), GroupId: z.optional(z.string()) });
    expect(faultsOf(schema, JSON.parse(`{${JSON.stringify(name)}:1}`))).toEqual([
      { pointer: `/${name}`, detail: 'unknown field, expected From_Account or GroupId' },
    ]);
  },
);

describe('the first of many faults are listed and the others counted', () => {
  const schema = z.strictObject({ list: z.optional(z.array(z.strictObject({ name: z.string() }))) });

  test('in a list', () => {
    const result = check(schema, { list: Array.from({ length: 60_000 }, () => 0) });
    expect(result).toMatchObject({ moreFaults: 59_950 });
    expect('faults' in result && result.faults.map(({ pointer }) => pointer)).toEqual(
      Array.from({ length: mostFaults }, (_, index) => `/list/${index}`),
    );
  });

  test('among unknown fields', () => {
    const result = check(schema, Object.fromEntries(Array.from({ length: 90_000 }, (_, index) => [`k${index}`, 0])));
    expect(result).toMatchObject({ moreFaults: 89_950 });
    expect('faults' in result && result.faults).toHaveLength(mostFaults);
  });

  test('more than zod can hold are one', () => {
    expect(faultsOf(schema, { list: Array.from({ length: 500_000 }, () => 0) })).toEqual([
      { pointer: '', detail: 'too many faults to list' },
    ]);
  });

  test('the name of an unknown field is cut', () => {
    const [fault] = faultsOf(schema, { ['x'.repeat(100_000)]: 1 });
    expect(fault?.pointer).toBe(`/${'x'.repeat(64)}…`);
  });

  test('exactly the maximum leaves none to count', () => {
    const list = Array.from({ length: mostFaults }, () => 0);
    expect(check(schema, { list })).toMatchObject({ moreFaults: 0 });
  });
});

describe('what a caller sends', () => {
  const text = z.string().check(z.minLength(1), z.maxLength(3));
  const schema = z.strictObject({
    text,
    number: z.int().check(z.minimum(1), z.maximum(3)),
    choice: z.literal([1, 2]),
    list: z.array(z.discriminatedUnion('Type', [z.strictObject({ Type: z.literal(1), text })])),
    custom: z.string().check(z.refine((value) => value === '', 'expected nothing')),
  });
  const secret = fc.constantFrom('s3cret-value', 987654321);
  const known = fc.constantFrom('text', 'number', 'choice', 'list', 'custom', 'Type');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(secret, fc.constantFrom(null, true, 1), tie('list'), tie('record')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    record: fc.dictionary(fc.oneof(known, fc.constantFrom('other', 'Text')), tie('value'), { maxKeys: 5 }),
  }));

  test('never appears in a fault', () => {
    fc.assert(
      fc.property(value, (sent) => {
        expect(JSON.stringify(faultsOf(schema, sent))).not.toMatch(/s3cret|987654321/);
      }),
      { numRuns: 500 },
    );
  });

  test('appears only in the pointer if it is a field name', () => {
    const faults = faultsOf(schema, { 's3cret-name': 1 });
    expect(faults.filter(({ detail }) => detail.includes('s3cret'))).toEqual([]);
    expect(faults.map(({ pointer }) => pointer)).toContain('/s3cret-name');
  });
});
