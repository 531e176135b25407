import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExactJson } from '#shared/json/exact-json';

const roundTrip = (text: string): string => JSON.stringify(parseExactJson(text));

test.each([
  '144115214578713345',
  '-144115214578713345',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '18446744073709551615',
  '123456789012345678901234567890',
  '0.1234567890123456789',
  '3.141592653589793238',
  '9007199254740.9934',
  '9007199254740990.9',
  '1e-400',
  '123456789.123456789',
  '1e400',
  '1E400',
  '0',
  '-7',
  '1.5',
  '1775217000',
])('keeps the number %s', (number) => {
  expect(roundTrip(number)).toBe(number);
  expect(roundTrip(`{"a":[{"GroupOwnerTinyID":${number}},1,"x"]}`)).toBe(
    `{"a":[{"GroupOwnerTinyID":${number}},1,"x"]}`,
  );
});

test.each([
  ['9007199254740991', 9_007_199_254_740_991],
  ['1', 1],
  ['1.0', 1],
  ['1e2', 100],
  ['1.5', 1.5],
])('makes an ordinary number of %s, beside a large one too', (source, expected) => {
  expect(parseExactJson(source)).toBe(expected);
  expect(parseExactJson(`[${source},144115214578713345]`)).toMatchObject([expected, {}]);
});

test.each([
  ['digits', '{"id":"144115214578713345","text":"1e400 and 12345678901234567890"}'],
  ['escapes', '{"a":"\\"144115214578713345\\"","b":"\\n\\\\","c":"12345678901234567"}'],
  ['what could stand for a number in a list', '{"a":"[144115214578713345,1e400]","b":",144115214578713345,"}'],
  ['a whole document', JSON.stringify({ a: '{"a": 144115214578713345 }' })],
  ['digits in keys', '{"144115214578713345":1,"12345678901234567890":{"a":true}}'],
])('leaves strings alone: %s', (_, text) => {
  expect(parseExactJson(text)).toEqual(JSON.parse(text));
  expect(roundTrip(text)).toBe(JSON.stringify(JSON.parse(text)));
});

test('a key that objects have anyway is one like any other', () => {
  const text = '{"__proto__":144115214578713345,"constructor":{"__proto__":[144115214578713345,{"toString":1e400}]}}';
  expect(roundTrip(text)).toBe(text);
});

test('ignores a byte order mark at the beginning', () => {
  expect(roundTrip('\ufeff{"a":"\ufeff"}')).toBe('{"a":"\ufeff"}');
});

test('writes what it read wherever JSON.stringify is called, with indentation too', () => {
  const value = parseExactJson('{"id":144115214578713345}');
  expect(JSON.stringify(value, null, 2)).toBe('{\n  "id": 144115214578713345\n}');
  expect(JSON.stringify({ answer: [value] })).toBe('{"answer":[{"id":144115214578713345}]}');
});

test('keeps __proto__ a field like any other', () => {
  const text = '{"__proto__":{"id":144115214578713345},"constructor":1}';
  const value = parseExactJson(text);
  expect(JSON.stringify(value)).toBe(text);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

const seed = 20_260_101;
const numRuns = 500;

test('keeps any integer, digit for digit', () => {
  const integers = fc.array(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(String));
  fc.assert(
    fc.property(integers, fc.string(), (numbers, text) => {
      const json = `{"text":${JSON.stringify(text)},"numbers":[${numbers.join(',')}]}`;
      expect(roundTrip(json)).toBe(json);
    }),
    { seed, numRuns },
  );
});

test('reads what JavaScript can hold as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (text) => {
      expect(JSON.parse(roundTrip(text))).toEqual(JSON.parse(text));
    }),
    { seed, numRuns },
  );
});

test('reads what JSON.stringify writes without making anything else of a number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), (number, text) => {
      const value = { number: Object.is(number, -0) ? 0 : number, text };
      expect(roundTrip(JSON.stringify(value))).toBe(JSON.stringify(value));
    }),
    { seed, numRuns },
  );
});

test.each([
  '',
  '{',
  '{"a":1}}',
  'undefined',
  '01',
  '[1,]',
  '144115214578713345a',
  '"\n"',
  ' \ufeff{}',
  '\ufeff\ufeff{}',
])('refuses %j, which is not JSON', (text) => {
  expect(() => parseExactJson(text)).toThrow(SyntaxError);
});

test('reads a hundred levels of nesting, and beyond what the stack holds fails with a RangeError', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}144115214578713345${']'.repeat(levels)}`;
  expect(roundTrip(nested(100))).toBe(nested(100));
  expect(() => parseExactJson(nested(1_000_000))).toThrow(RangeError);
});
