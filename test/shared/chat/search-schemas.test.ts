import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { count, cursor, groupTypes, keywordMatchType, keywords, page, paging } from '#shared/chat/search-schemas';

const search = z.strictObject({
  Keywords: keywords(),
  Count: count(),
  KeywordMatchType: keywordMatchType(),
  GroupType: groupTypes(),
  Cursor: cursor(),
});

test.each<[string, object, boolean]>([
  ['the least', {}, true],
  ['five keywords', { Keywords: ['a', 'b', 'c', 'd', 'e'] }, true],
  ['six keywords', { Keywords: ['a', 'b', 'c', 'd', 'e', 'f'] }, false],
  ['no keyword', { Keywords: [] }, false],
  ['an empty keyword', { Keywords: ['a', ''] }, false],
  ['more than a page holds, which Chat treats as a full page', { Count: 101 }, true],
  ['no hit', { Count: 0 }, false],
  ['half a hit', { Count: 0.5 }, false],
  ['the kind of match as text', { KeywordMatchType: '1' }, true],
  ['another kind of match', { KeywordMatchType: 2 }, false],
  ['no type of group', { GroupType: [] }, true],
  ['a type of group that cannot be searched', { GroupType: ['AVChatRoom'] }, false],
  ['the first page', { Cursor: '' }, true],
  ['a later page', { Cursor: 'sTTW6iNKGz2TuqprgdJuJflhmwLr2_kZrvRFWpjrkww' }, true],
  ['a cursor without end', { Cursor: 'a'.repeat(1025) }, false],
])('a search may ask for %s', (_, fields, expected) => {
  expect(search.safeParse({ Keywords: ['a'], Count: 1, ...fields }).success).toBe(expected);
});

test('a page has the fields by which the next one is found', () => {
  expect(Object.keys(page({ Hits: z.array(z.string()) }).shape)).toEqual(
    expect.arrayContaining(['Hits', paging.last.field, ...Object.keys(paging.carry)]),
  );
});
