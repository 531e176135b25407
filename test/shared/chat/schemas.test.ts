import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { answer, enumeration, groupId, list, record, text, userId, variants } from '#shared/chat/schemas';
import { check } from '#shared/failures/faults';

const taken = (schema: z.ZodMiniType, value: unknown): boolean => schema.safeParse(value).success;

const oneFault = (detail: string) => ({ faults: [{ pointer: '', detail }], moreFaults: 0 });

test.each<[unknown, boolean]>([
  ['a', true],
  ['a'.repeat(32), true],
  ['a'.repeat(33), false],
  ['用'.repeat(10), true],
  ['用'.repeat(11), false],
  ['😀'.repeat(8), true],
  ['😀'.repeat(9), false],
  ['"quoted"\n', true],
  ['__proto__', true],
  ['', false],
  [1, false],
  [null, false],
  [undefined, false],
  [['a'], false],
])('a user id may be %j: %s', (value, expected) => {
  expect(taken(userId(), value)).toBe(expected);
});

test.each<[unknown, boolean]>([
  ['@TGS#1B2AUI7RZ', true],
  ['a'.repeat(256), true],
  ['a'.repeat(257), false],
  ['', false],
  [7, false],
  [null, false],
])('a group id may be %j: %s', (value, expected) => {
  expect(taken(groupId(), value)).toBe(expected);
});

test.each(['aaaa', 'éé'])('a text that is too long, such as %s, has one fault, which names bytes', (value) => {
  expect(check(text(3), value)).toEqual(oneFault('expected at most 3 bytes of UTF-8'));
});

test.each([[['a', 'b', 'c', 'd']], [{ length: 4 }], [{ length: { toString: 1 } }]])(
  'a text is not %j, for one reason',
  (value) => {
    expect(check(text(3), value)).toMatchObject({
      faults: [{ detail: expect.stringMatching(/^expected a string, got an/) }],
    });
  },
);

test('a text may be empty where that is said, and otherwise is told so', () => {
  expect(check(text(3, 0), '')).toEqual({ value: '' });
  expect(check(text(3), '')).toEqual(oneFault('expected at least 1 character, got 0'));
});

test.each([0, 1] as const)('a text has its bounds in its JSON Schema, the least length being %d', (least) => {
  expect(z.toJSONSchema(text(3, least))).toMatchObject({ minLength: least, maxLength: 3 });
});

describe('a list', () => {
  const numbers = list(z.number(), { least: 1, most: 2 });

  test.each([[[]], [[1, 2, 3]], [['1']], [{ length: 1 }], [undefined]])('is not %j', (value) => {
    expect(taken(numbers, value)).toBe(false);
  });

  test('of the right length is kept', () => {
    expect(z.parse(numbers, [1, 2])).toEqual([1, 2]);
  });

  test('that is a text has one fault, however long it is', () => {
    expect(check(numbers, '123')).toEqual(oneFault('expected an array, got a string'));
  });

  test('that is too long has one fault, whatever is in it', () => {
    expect(check(numbers, Array(10_000).fill('no number'))).toEqual(oneFault('expected at most 2 items, got 10000'));
  });

  test('has its bounds in its JSON Schema', () => {
    expect(z.toJSONSchema(numbers, { io: 'output' })).toMatchObject({ minItems: 1, maxItems: 2 });
  });
});

describe('an enumeration', () => {
  const oneOrTwo = enumeration(1, 2);

  test.each([1, '1'])('takes %j and makes a number of it', (value) => {
    expect(z.parse(oneOrTwo, value)).toBe(1);
  });

  test.each([0, 3, '3', '01', ' 1', '1.0', 1.5, true, null, undefined, [1], JSON.rawJSON('1')])(
    'does not take %j',
    (value) => {
      expect(check(oneOrTwo, value)).toEqual(oneFault(expect.stringMatching(/^expected 1 or 2, got /)));
    },
  );
});

describe('variants', () => {
  const circleOrSquare = variants('Kind', [
    z.strictObject({ Kind: z.literal(1), Radius: z.number() }),
    z.strictObject({ Kind: z.literal(2), Side: z.number() }),
  ]);

  test.each([2, '2'])('are distinguished by %j, which becomes a number', (Kind) => {
    expect(JSON.stringify(z.parse(circleOrSquare, { Side: 3, Kind }))).toBe('{"Kind":2,"Side":3}');
  });

  test.each([0, '02', null, undefined, [1]])('have none for %j', (Kind) => {
    expect(check(circleOrSquare, { Kind, Side: 3 })).toEqual({
      faults: [{ pointer: '/Kind', detail: expect.stringMatching(/^expected 1 or 2, got /) }],
      moreFaults: 0,
    });
  });

  test.each([
    [null, 'null'],
    [[], 'an array'],
    ['1', 'a string'],
    [undefined, 'nothing'],
  ])('are objects and not %j', (value, got) => {
    expect(check(circleOrSquare, value)).toEqual(oneFault(`expected an object, got ${got}`));
  });
});

test('a record of an answer may lack each field and have others, but not fields of another type', () => {
  const group = record({ Name: z.string() });
  expect([{}, { Name: 'a' }, { Later: 1 }, { Name: 1 }].map((value) => taken(group, value))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test.each<[object, boolean]>([
  [{ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }, true],
  [{ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ErrorDisplay: '' }, true],
  [{ ActionStatus: 'OK', ErrorCode: 0 }, true],
  [{ ActionStatus: 'OK', ErrorCode: 0, Hits: 1, Later: 1 }, true],
  [{ ActionStatus: 'OK', ErrorCode: 0, Hits: '1' }, false],
  [{ ActionStatus: 'FAIL', ErrorCode: 0, ErrorInfo: '' }, false],
  [{ ActionStatus: 'OK', ErrorCode: 60018, ErrorInfo: '' }, false],
  [{ ActionStatus: 'OK', ErrorInfo: '' }, false],
])('an answer has the fields %j: %s', (value, expected) => {
  expect(taken(answer({ Hits: z.int() }), value)).toBe(expected);
});
