import { expect, test } from 'vitest';
import { decodeUtf8 } from '#shared/json/utf8';

test('decodes UTF-8', () => {
  expect(decodeUtf8(Buffer.from('用户-1 🙂'))).toBe('用户-1 🙂');
  expect(decodeUtf8(Buffer.alloc(0))).toBe('');
});

test.each([
  ['Latin-1', Buffer.from('é', 'latin1')],
  ['half a character', Buffer.from('用').subarray(0, 2)],
  ['a surrogate', Buffer.from([0xed, 0xa0, 0x80])],
])('does not put other characters in the place of %s', (_, bytes) => {
  expect(decodeUtf8(bytes)).toBeUndefined();
});
