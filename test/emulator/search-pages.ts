import * as z from 'zod/mini';
import { searchSuccess } from '#test/emulator/answer';
import type { Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import {
  finds,
  isLastPage,
  largestPage,
  lastCursor,
  mostKeywords,
  type Searched,
  searchRegions,
} from '#test/emulator/choices';
import { issueCursor, openCursor } from '#test/emulator/cursors';
import { anyText, filledList, integer, list, oneOf, text } from '#test/emulator/read-fields';

/** `Count`: the number of hits on a page. */
export const count = () => integer().check(z.gte(1, 'must be at least 1'));

/** `Cursor`: empty or left out for the first page. */
export const cursor = () => z._default(anyText(), '');

/** The request fields of every search. */
export const searchFields = {
  Keywords: filledList(text()).check(z.maxLength(mostKeywords, `must not hold more than ${mostKeywords} keywords`)),
  Count: count(),
  KeywordMatchType: z.optional(oneOf(0, 1)),
  Cursor: cursor(),
};

/** The types of groups that can be searched. */
export const searchedGroupTypes = z._default(
  list(z.enum(['Private', 'Public', 'ChatRoom', 'Community'], 'must be Private, Public, ChatRoom or Community')),
  [],
);

/** The keywords of a search, and whether any (0, the default) or all (1) must match. */
export interface Keywords {
  readonly Keywords: readonly string[];
  readonly KeywordMatchType?: 0 | 1 | undefined;
}

/** Whether a search matches an id and names. */
export const isFound = (searched: Searched, { Keywords, KeywordMatchType }: Keywords): boolean => {
  const found = (keyword: string) => finds(searched, keyword);
  return KeywordMatchType === 1 ? Keywords.every(found) : Keywords.some(found);
};

/** Throws 60020 if the app or the data centre has no cloud search. */
export const requireCloudSearch = ({ app, region }: Chat): void => {
  if (!app.cloudSearch || !searchRegions.includes(region)) throw new ChatError(60020);
};

/** All hits of a search, and the page that the caller requests. */
export interface Found<Hit> {
  /** The name of the list in the answer. */
  readonly listField: string;
  readonly hits: readonly Hit[];
  readonly request: { readonly Count: number; readonly Cursor: string };
}

/**
 * Answers one page of a search. Its cursor is valid only for the same search, with any `Count`. Throws 60020 if the
 * app or the data centre has no cloud search.
 */
export const searchPage = <Hit>(chat: Chat, { listField, hits, request }: Found<Hit>): object => {
  requireCloudSearch(chat);
  const { Cursor, Count, ...search } = request;
  const searchText = JSON.stringify(search);
  const size = Math.min(Count, largestPage);
  const start = openCursor(chat, searchText, Cursor);
  const page = hits.slice(start, start + size);
  const isFinish = isLastPage(page.length, size);
  return {
    ...searchSuccess,
    IsFinish: isFinish,
    TotalCount: hits.length,
    [listField]: page,
    Cursor: isFinish ? lastCursor : issueCursor(chat, searchText, start + size),
  };
};
