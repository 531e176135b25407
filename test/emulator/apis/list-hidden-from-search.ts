import * as z from 'zod/mini';
import { answerTo } from '#test/emulator/answer';
import { largestPage } from '#test/emulator/choices';
import { fieldsOf, oneOf } from '#test/emulator/read-fields';
import { count, cursor, searchPage } from '#test/emulator/search-pages';

const fields = fieldsOf({ SetType: oneOf(1, 2, 3), Count: z._default(count(), largestPage), Cursor: cursor() });

/**
 * Lists the users, groups or members that are hidden from search, page by page
 * (https://cloud.tencent.com/document/product/269/114551).
 */
export const listHiddenFromSearch = answerTo(fields, (chat, request) => {
  const hits = chat.state.hidden.flatMap(({ SetType, ...ids }) => (SetType === request.SetType ? [ids] : []));
  return searchPage(chat, { listField: 'NoVisibleData', hits, request });
});
