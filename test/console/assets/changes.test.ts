import { expect, test } from 'vitest';
import { compare } from '#test/console/assets/changes';
import type { Holding, Owner } from '#test/console/contract';

const owner = (items: readonly Holding[], ordered = true): readonly Owner[] => [
  { name: 'user', lists: [{ heading: 'Conversations', ordered, items }] },
];

const a: Holding = { key: 'a', title: 'a' };
const b: Holding = { key: 'b', title: 'b' };
const c: Holding = { key: 'c', title: 'c' };

const changesOf = (before: readonly Owner[], after: readonly Owner[]) =>
  compare(before, after).flatMap(({ lists }) =>
    lists.flatMap(({ items }) => items.map(({ item, change }) => `${item.key} ${change}`)),
  );

test('equal states have no changes', () => {
  expect(changesOf(owner([a, b]), owner([a, b]))).toEqual(['a same', 'b same']);
});

test('shows what was added, changed or removed', () => {
  const after = owner([{ ...a, tags: ['pinned'] }, c]);
  expect(changesOf(owner([a, b]), after)).toEqual(['a changed', 'c added', 'b removed']);
});

test('only a moved item counts as moved', () => {
  expect(changesOf(owner([a, b, c]), owner([c, a, b]))).toEqual(['c moved', 'a same', 'b same']);
});

test('positions in an unordered list do not matter', () => {
  expect(changesOf(owner([a, b], false), owner([b, a], false))).toEqual(['b same', 'a same']);
});

test('an owner or a list may appear or disappear', () => {
  expect(changesOf([], owner([a]))).toEqual(['a added']);
  expect(changesOf(owner([a]), [])).toEqual(['a removed']);
  expect(compare([], owner([a])).map(({ changes }) => changes)).toEqual([1]);
});
