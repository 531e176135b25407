import * as z from 'zod/mini';
import { answer, enumeration, list, text } from '#shared/chat/schemas';

/** The words to look for. */
export const keywords = () => list(text(1024), { least: 1, most: 5 }).check(z.describe('1 to 5 keywords.'));

/** Whether a hit matches any keyword or all of them. */
export const keywordMatchType = () =>
  z.optional(enumeration(0, 1).check(z.describe('0: any of the keywords (the default). 1: all of them.')));

/** The number of hits on a page. */
export const count = () => z.int().check(z.minimum(1), z.describe('Hits on a page. Chat treats more than 100 as 100.'));

/** The start of a page. */
export const cursor = () =>
  z.optional(
    text(1024, 0).check(z.describe('The `Cursor` of the previous answer. Empty or left out for the first page.')),
  );

/** The types of groups to search. */
export const groupTypes = () =>
  z.optional(
    list(z.enum(['Private', 'Public', 'ChatRoom', 'Community']), { most: 4 }).check(
      z.describe('Groups of these types only. All searchable types if empty or left out.'),
    ),
  );

/** One page of hits: the fields that every search returns, and the list of hits. */
export const page = <const Fields extends z.core.$ZodLooseShape>(hits: Fields) =>
  answer({
    IsFinish: z.boolean().check(z.describe('Whether this is the last page.')),
    TotalCount: z.int().check(z.describe('Hits on all pages.')),
    ...hits,
    Cursor: z.string().check(z.describe('Where the next page begins.')),
  });

/** The paging of every search. */
export const paging = { carry: { Cursor: 'Cursor' }, last: { field: 'IsFinish', is: true } } as const;
