import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut, placeOf, tokensOf } from '#test/console/assets/json-text';

const request = '{"a/b":[{"id":144115214578713345},"x, {y}"],"c":{},"d":[1.0,1e2,null]}';

describe('the pieces of a text', () => {
  test('are all of it, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(
          tokensOf(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test.each([
    ['', '{'],
    ['/a~1b', '"a/b"'],
    ['/a~1b/0/id', '"id"'],
    ['/a~1b/1', '"x, {y}"'],
    ['/c', '"c"'],
    ['/d/2', 'null'],
  ])('are found by their pointer: %s', (pointer, text) => {
    expect(placeOf(tokensOf(request), pointer)?.text).toBe(text);
  });

  test('what is missing is at the place around it', () => {
    expect(placeOf(tokensOf(request), '/a~1b/0/name')?.pointer).toBe('/a~1b/0');
    expect(placeOf(tokensOf(request), '/e')?.pointer).toBe('');
  });
});

describe('a laid-out text', () => {
  test('has what fits on one line there, and every digit as it came', () => {
    expect(layOut(request, 40)).toBe(
      [
        '{',
        '  "a/b": [',
        '    { "id": 144115214578713345 },',
        '    "x, {y}"',
        '  ],',
        '  "c": {},',
        '  "d": [1.0, 1e2, null]',
        '}',
      ].join('\n'),
    );
  });

  test('is the same JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(layOut(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('stays as it is where it is not JSON', () => {
    expect(layOut('{"a":1,}')).toBe('{"a":1,}');
  });
});
