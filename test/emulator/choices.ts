/*
 * The emulator's behaviour where Tencent's pages are silent or conflict. This file holds every such choice with its reason;
 * the other files follow the pages.
 */
import type { Contact, ContactGroup, User } from '#test/emulator/state';

/**
 * The codes of failures for which no page names a code.
 *
 * - `badRequestLine`: not POST, a path without the form `/v4/{service}/{command}`, a bad `random` or `contenttype`. A
 *   bare GET of the host answers 60002 in Tencent's FAQ, and 60002 means "check the URL form".
 * - `noIdentifier`: 60004 means that the user id in the URL is wrong.
 * - `badBody`: an empty body and a body that is not UTF-8 are not valid JSON. JSON that is not an object is valid JSON,
 *   so the API itself rejects it.
 * - `bodyTooLarge`: 60008 is the only gateway code for a malformed request whose JSON is not known to be at fault.
 * - `wrongDataCentre`: Tencent's staff name a data centre that is not the app's as a cause of 70009.
 * - `undecodableUserSig`: 70003 and 70005 have the same meaning and text. Base64 that is not exactly what an encoder
 *   writes counts as undecodable, so that every changed character is detected.
 * - `badCursor`: an expired or unknown cursor, or one of another search, is a bad parameter (27003).
 * - `unknownGroup`: 51007 is the only code of `recentcontact` about a chat group. It fails a whole look-up; if the
 *   answer has item results, it is the result of that item.
 * - `unknownHidden`: hiding a user, group or member that does not exist is a bad parameter of the search family.
 * - `nameTaken`: a rename to the name of another conversation group. No code says "exists", so it is a bad parameter.
 */
export const codes = {
  badRequestLine: 60002,
  noIdentifier: 60004,
  badBody: 60003,
  bodyTooLarge: 60008,
  wrongDataCentre: 70009,
  undecodableUserSig: 70003,
  badCursor: 27003,
  unknownGroup: 51007,
  unknownHidden: 27003,
  nameTaken: 50002,
} as const;

/**
 * The error code of a call over an API's rate. The search pages list 60018. The other pages list none; 60007 is the
 * code about the rate of one REST API.
 */
export const tooFrequent = (errorCodes: readonly number[]): number => (errorCodes.includes(60018) ? 60018 : 60007);

/** Limits that a test can change with the `limits` option of `startEmulator`. */
export interface Limits {
  /** Calls per second by path, in place of the documented 200 and 2. */
  readonly callsPerSecond: Readonly<Record<string, number>>;
  /** The lifetime of a search cursor, in seconds. */
  readonly cursorLifetimeSeconds: number;
  /**
   * The number of failed UserSig checks within `lockSeconds` after which every call of the identifier fails with 70050.
   */
  readonly failedChecks: number;
  /** Seconds from the last failed check until the lock ends. */
  readonly lockSeconds: number;
  /** Pinned conversations of one user. */
  readonly pins: number;
  /** Conversations of one user that `get_list` returns. */
  readonly listedConversations: number;
  /** Conversations on one page of `get_list` and `get_contact_group`. */
  readonly conversationsPerPage: number;
  /** Conversation groups of one user. */
  readonly contactGroups: number;
  /** Conversations of one user in conversation groups. The same limit applies to conversations with marks. */
  readonly contacts: number;
  /** The largest request body, in bytes. */
  readonly bodyBytes: number;
  /** The number of calls to keep. The oldest are dropped. */
  readonly calls: number;
  /** The accounts of the app. */
  readonly accounts: number;
  /** The chat groups of the app. */
  readonly groups: number;
  /** The faults that are pending at once. */
  readonly faults: number;
}

/**
 * - `cursorLifetimeSeconds`: only the pages of the client SDKs say 2 minutes. The last millisecond still counts.
 * - `failedChecks`: the pages say "too many" without a number. Ten leaves room for the calls that are in flight when a
 *   key changes. Failures count per identifier, since 70050 is about an account's UserSig. A success does not clear them.
 * - `lockSeconds`: the code says to wait one minute. Calls in that minute are not checked and do not lengthen it.
 * - `pins`: only client pages say 50. The sibling pages list 51012 as the server's code.
 * - `listedConversations`: the default of an app; larger editions have up to 500.
 * - `conversationsPerPage`: no page names a number. This one is small, so that tests can page.
 * - `contacts`: the pages disagree on whether 1,000 counts per group, per user, or over groups and marks together. Here
 *   it counts per user, once for groups and once for marks.
 * - `bodyBytes`: no limit is documented. This one only bounds memory and is far above 300 conversations.
 * - `calls`, `accounts`, `groups`, `faults`: only bound memory.
 */
export const defaultLimits: Limits = {
  callsPerSecond: {},
  cursorLifetimeSeconds: 120,
  failedChecks: 10,
  lockSeconds: 60,
  pins: 50,
  listedConversations: 100,
  conversationsPerPage: 20,
  contactGroups: 20,
  contacts: 1000,
  bodyBytes: 1_000_000,
  calls: 1000,
  accounts: 1_000_000,
  groups: 100_000,
  faults: 10_000,
};

/**
 * The window of a rate limit. The pages say "per second" but not how Chat counts. A sliding second per API is the
 * strictest reading: a client that respects it respects any other. Calls without a valid UserSig do not count, since
 * Chat cannot attribute them to an app. Rejected calls do not count, so a caller recovers by waiting one second.
 */
export const rateWindowMilliseconds = 1000;

/**
 * How long an idle connection stays open. The pages ask for persistent connections but name no time. This is the
 * default of nginx, which the documented `Server` header names.
 */
export const keepAliveMilliseconds = 75_000;

/** The headers of an answer. The documented sample answer has a JSON body but no `Content-Type`. */
export const answerHeaders = { 'Content-Type': 'application/json' } as const;

/**
 * The `TinyID` of the first account whose seed names none. Chat does not document how it numbers accounts; the samples'
 * numbers have this size, which is beyond 2^53.
 */
export const firstTinyId = 144_115_214_500_000_001n;

/**
 * The data centres that offer cloud search, as documented. In the others the emulator answers 60020, the code for a
 * missing plugin, since an app there cannot buy it.
 */
export const searchRegions: readonly string[] = ['china', 'singapore'];

/** The most keywords of one search. The client pages say 5; the REST pages of the same service name no number. */
export const mostKeywords = 5;

/** The largest page of a search. A larger `Count` counts as this one. If `Count` is optional, this is its default. */
export const largestPage = 100;

/** The `Cursor` of the last page: empty, as in the sample of `get_no_visibility` with `IsFinish` true. */
export const lastCursor = '';

/**
 * Whether a page is the last. The samples show `IsFinish` false beside the only hit of a page of one, so a full page
 * is never the last: an empty one follows.
 *
 * The sample of `group_search` shows `IsFinish` false and one of six hits for `Count` 100. Working paging cannot
 * produce that, so the emulator answers the sample's request with all six and `IsFinish` true.
 */
export const isLastPage = (hits: number, count: number): boolean => hits < count;

/** The texts that a keyword is compared with. */
export interface Searched {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * Whether a keyword matches. The emulator reads "fuzzy on the name" as a case-insensitive substring and "exact on the
 * id" literally. Hits are in the order in which accounts, groups and members were added, since no order is documented.
 *
 * A hidden user, group or member is hidden from its own search only: the member search still finds the members of a
 * hidden group.
 */
export const finds = ({ id, names }: Searched, keyword: string): boolean =>
  id === keyword || names.some((name) => name.toLowerCase().includes(keyword.toLowerCase()));

/**
 * The birthday of a user who has set none: the sample finds such a user between 0 and a later time. Both ends of the
 * searched range are inclusive.
 */
export const unsetBirthDay = 0;

/**
 * `GroupItem` of `search_contact_group`: the user's conversation groups that the results name. The sample fits this
 * reading as well as "all groups of the user", and a look-up of given conversations needs no more.
 *
 * The answer leaves out conversations without groups and marks ("one object per conversation found"). It keeps the
 * order of the request, and lists a conversation that occurs twice once. An empty list and more than 300 conversations
 * are 50002.
 */
export const groupItems = (all: readonly ContactGroup[], named: ReadonlySet<number>): readonly ContactGroup[] =>
  all.filter((group) => named.has(group.GroupId));

/**
 * The pinned conversations after a pin. New ones follow the older ones in the order of the request; one that is
 * already pinned keeps its place. A conversation or peer that does not exist can be pinned, since the page lists no
 * code for it: the emulator takes 50001 to be about `From_Account` only. It joins the list at the time of the pin. A
 * call over the limit changes nothing, since there are no item results.
 */
export const pinsAfterPin = (pins: readonly string[], conversations: readonly string[]): readonly string[] => [
  ...new Set([...pins, ...conversations]),
];

/**
 * The pinned conversations after an unpin. Unpinning a conversation that is not pinned succeeds and changes nothing.
 */
export const pinsAfterUnpin = (pins: readonly string[], conversations: readonly string[]): readonly string[] =>
  pins.filter((pin) => !conversations.includes(pin));

/** The readable part of a user's list: the pinned conversations, and the others. */
export interface ConversationList {
  readonly pinned: readonly string[];
  readonly others: readonly string[];
}

/**
 * The readable part of a user's list, `most` conversations at most: the pinned ones in the order of their pins, then
 * the others, newest first. The sample shows the pinned one last, but every client shows it first.
 *
 * `StartIndex` and `TopStartIndex` count the conversations read of each kind. The two times stay those of the first
 * page. On the last page the positions start over and the times are now, as in the sample. A message that arrives
 * between two pages makes a conversation appear twice. The three documented values of `AssistFlags` conflict, so every
 * integer lists everything.
 */
export const conversationList = ({ pins, conversations }: User, most: number): ConversationList => {
  const others = conversations
    .filter(({ conversation }) => !pins.includes(conversation))
    .toSorted((one, other) => other.MsgTime - one.MsgTime)
    .map(({ conversation }) => conversation);
  return { pinned: pins.slice(0, most), others: others.slice(0, Math.max(0, most - pins.length)) };
};

/**
 * A user's list and pins after a conversation was deleted. Its pin goes with it. Its groups and marks stay, since
 * they have limits and APIs of their own. Deleting a conversation that is not listed succeeds. `ClearRamble` has no
 * effect, since the emulator keeps no messages.
 */
export const afterDelete = (user: User, deleted: string): Pick<User, 'pins' | 'conversations'> => ({
  pins: pinsAfterUnpin(user.pins, [deleted]),
  conversations: user.conversations.filter(({ conversation }) => conversation !== deleted),
});

/** Whether a conversation group may have this name: up to 64 bytes by the pages of 2026-04; the older ones say 32. */
export const isGroupName = (name: string): boolean => name !== '' && Buffer.byteLength(name) <= 64;

/**
 * The existing conversation group that a create adds to. All other calls find a group by its name and no code says
 * "exists", so a name is unique and creating it again adds conversations to the group. Numbers start at 1 for each user
 * and are not reused.
 */
export const groupToCreate = ({ contactGroups }: User, name: string): ContactGroup | undefined =>
  contactGroups.find(({ GroupName }) => GroupName === name);

/**
 * The bit of a standard mark for a number in `SetMark` or `ClearMark`. The emulator follows the REST page, which
 * counts from 1 (star is 1). Tencent's web client sends 0 for star to the same command.
 */
export const markBit = (number: number): bigint => 1n << BigInt(number - 1);

/** The valid numbers in `SetMark` and `ClearMark`: one for each of 64 bits. */
export const markNumbers = { least: 1, most: 64 } as const;

/**
 * Sets bits of a standard mark and then clears bits, so a bit in both lists is cleared. As in a live answer, the
 * result has no leading zeros and is empty when no bit is set.
 */
export const changedMark = (mark: string, set: readonly number[], clear: readonly number[]): string => {
  const before = BigInt(`0b0${mark}`);
  const added = set.reduce((bits, number) => bits | markBit(number), before);
  const left = clear.reduce((bits, number) => bits & ~markBit(number), added);
  return left === 0n ? '' : left.toString(2);
};

/** Changes the custom mark of a contact. An empty mark removes it; `undefined` keeps it. */
export const withCustomMark = (contact: Contact, mark: string | undefined): Contact => {
  if (mark === undefined) return contact;
  const { CustomMark: _, ...rest } = contact;
  return mark === '' ? rest : { ...rest, CustomMark: mark };
};

/** `CompleteTime` of `get_contact_group`: the newest change, or 0. A live answer has it although the page does not. */
export const completeTime = (contacts: readonly Contact[]): number =>
  contacts.reduce((newest, { Timestamp }) => Math.max(newest, Timestamp), 0);

/*
 * A call with several mistakes gets the code of the first in the order of `carryOut`. In the body, fields come before the
 * edition or plugin, then accounts, then groups. If a query parameter is given twice, the first value counts.
 *
 * A failure has `ActionStatus`, `ErrorCode` and `ErrorInfo` in this order for every API; no page shows a failure.
 *
 * Fields that a page does not name are ignored, and so is the id that does not fit `Type` (a `ToGroupId` beside a
 * `To_Account`). An id of the wrong type or an empty one is the API's own bad-parameter code, although the gateway's 60015
 * could also be meant.
 *
 * If an answer has item results, each item is carried out on its own: the items before and after a failed one take effect. A
 * user that was never imported can be marked and grouped, as it can be pinned. Without the edition, every API of conversation
 * groups and marks answers 51013, including custom marks, as the pages of 2026-04 say.
 */
