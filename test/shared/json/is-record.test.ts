import { expect, test } from 'vitest';
import { isRecord } from '#shared/json/is-record';

test.each([{}, { a: 1 }, Object.create(null)])('%j is an object with fields', (value) => {
  expect(isRecord(value)).toBe(true);
});

test.each([null, undefined, [], 'a', 1, true])('%j is not a record', (value) => {
  expect(isRecord(value)).toBe(false);
});
