import fc from 'fast-check';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Api } from '#shared/define-api';
import { isRecord } from '#shared/json/is-record';

const users = fc.oneof(fc.constantFrom('user_0001', 'user_0002', 'user_0050', 'nobody'), fc.string({ minLength: 1 }));
const groups = fc.oneof(fc.constantFrom('@TGS#1B2AUI7RZ', '@TGS#gone'), fc.string({ minLength: 1 }));

const conversations = (groupField: string, maxLength: number) =>
  fc.array(
    fc.oneof(
      fc.record(
        { Type: fc.constantFrom<unknown>(1, '1'), To_Account: users, [groupField]: fc.constantFrom('', null, 1) },
        { requiredKeys: ['Type', 'To_Account'] },
      ),
      fc.record({ Type: fc.constantFrom<unknown>(2, '2'), [groupField]: groups }),
    ),
    { minLength: 1, maxLength },
  );

/** Chat's limits, so far as they would slow the test: a call starts when it wants to. */
const unhurried = (api: Api): Api => ({ ...api, callsPerSecond: 10_000 });

/** An API with requests that fit it. */
export interface FuzzedApi {
  readonly api: Api;
  readonly requests: fc.Arbitrary<unknown>;
}

/** The APIs, without their rates, and requests that fit them. */
export const fuzzedApis: readonly FuzzedApi[] = [
  {
    api: unhurried(pinConversations),
    requests: fc.record({
      From_Account: users,
      OperationType: fc.constantFrom<unknown>(1, 2, '1', '2'),
      RecentContactItem: conversations('GroupId', 60),
    }),
  },
  {
    api: unhurried(searchContactGroups),
    requests: fc.record({ From_Account: users, ContactItem: conversations('ToGroupId', 700) }),
  },
  {
    api: unhurried(searchGroups),
    requests: fc.record(
      {
        Count: fc.integer({ min: 1, max: 200 }),
        Keywords: fc.array(fc.oneof(fc.constant('啊'), fc.string({ minLength: 1 })), { minLength: 1, maxLength: 5 }),
        KeywordMatchType: fc.constantFrom<unknown>(0, 1, '0', '1'),
        GroupType: fc.subarray(['Private', 'Public', 'ChatRoom', 'Community']),
        Cursor: fc.constantFrom('', 'stale'),
      },
      { requiredKeys: ['Count', 'Keywords'] },
    ),
  },
];

/** What the emulator allows in a second, so that it refuses no call for its rate. */
export const noRateLimits = Object.fromEntries(fuzzedApis.map(({ api }) => [api.path, Number.POSITIVE_INFINITY]));

const numberOf = (value: unknown): unknown => (typeof value === 'string' && /^\d$/.test(value) ? Number(value) : value);

/** A conversation arrives with its `Type` as a number, and without the id that belongs to the other `Type`. */
const conversationAsItArrives = (item: unknown): unknown => {
  if (!isRecord(item)) return item;
  const Type = numberOf(item.Type);
  const { To_Account, GroupId, ToGroupId } = item;
  return Type === 1 ? { Type, To_Account } : { Type, ...(GroupId === undefined ? { ToGroupId } : { GroupId }) };
};

/** Small enumerations arrive as numbers, conversations as above, and the rest as it was. */
const asItArrives = (request: unknown): unknown =>
  isRecord(request)
    ? Object.fromEntries(
        Object.entries(request).map(([name, value]) => {
          if (['ContactItem', 'RecentContactItem'].includes(name) && Array.isArray(value)) {
            return [name, value.map(conversationAsItArrives)];
          }
          return [name, ['OperationType', 'KeywordMatchType'].includes(name) ? numberOf(value) : value];
        }),
      )
    : request;

/** The bodies that arrive at Chat for a request: one, unless its list is spread over several calls. */
export const callsOf = ({ split }: Api, request: unknown): readonly unknown[] => {
  const whole = asItArrives(request);
  const list = split && isRecord(whole) ? whole[split.field] : undefined;
  if (!split || !isRecord(whole) || !Array.isArray(list)) return [whole];
  return Array.from({ length: Math.ceil(list.length / split.perCall) }, (_, index) => ({
    ...whole,
    [split.field]: list.slice(index * split.perCall, (index + 1) * split.perCall),
  }));
};
