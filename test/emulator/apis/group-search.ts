import * as z from 'zod/mini';
import { ChatError } from '../chat-error.ts';
import { findsGroup, lastCursor, mostKeywords, searchRegions } from '../choices.ts';
import { issueCursor, openCursor } from '../cursors.ts';
import { readFields, text } from '../read-fields.ts';
import type { GroupRecord } from '../state.ts';
import type { Api } from './api.ts';

const largestPage = 100;

const groupType = z.enum(
  ['Private', 'Public', 'ChatRoom', 'Community'],
  'must be Private, Public, ChatRoom or Community',
);

const fields = z.object(
  {
    Keywords: z
      .array(text(), 'must be an Array of String')
      .check(
        z.minLength(1, 'must not be empty'),
        z.maxLength(mostKeywords, `must not hold more than ${mostKeywords} keywords`),
      ),
    Count: z.int('must be an Integer').check(z.gte(1, 'must be at least 1')),
    KeywordMatchType: z.optional(z.literal([0, 1], 'must be the Integer 0 or 1')),
    GroupType: z._default(z.array(groupType, 'must be an Array of String'), []),
    Cursor: z._default(z.string('must be a String'), ''),
  },
  'must be an Object',
);

/** Searches groups by name and id, page by page (https://cloud.tencent.com/document/product/269/114549). */
export const groupSearch: Api = {
  path: '/v4/group_search/search',
  callsPerSecond: 2,
  tooFrequent: 60018,
  answer(chat, body) {
    if (!chat.app.cloudSearch || !searchRegions.includes(chat.region)) throw new ChatError(60020);
    const { Cursor, Count, ...search } = readFields(fields, body, 27003);
    const searchText = JSON.stringify(search);
    const hits = chat.state.groups.filter((group) => isHit(group, search));
    const start = openCursor(chat, searchText, Cursor);
    const end = start + Math.min(Count, largestPage);
    const isFinish = end >= hits.length;
    return {
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
      IsFinish: isFinish,
      TotalCount: hits.length,
      Groups: hits.slice(start, end),
      Cursor: isFinish ? lastCursor : issueCursor(chat, searchText, end),
    };
  },
};

type Search = Pick<z.infer<typeof fields>, 'Keywords' | 'KeywordMatchType' | 'GroupType'>;

function isHit(group: GroupRecord, { Keywords, KeywordMatchType, GroupType }: Search): boolean {
  if (group.GroupType === 'AVChatRoom') return false;
  if (GroupType.length > 0 && !GroupType.includes(group.GroupType)) return false;
  const found = (keyword: string) => findsGroup(group, keyword);
  return KeywordMatchType === 1 ? Keywords.every(found) : Keywords.some(found);
}
