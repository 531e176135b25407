/*
 * What the emulator does where Tencent's pages are silent or conflict. Every choice is here, with its reason; the other
 * files hold only what the pages say.
 */
import type { Contact, ContactGroup, User } from '#test/emulator/state';

/**
 * Codes for faults whose code no page names.
 *
 * - `badRequestLine`: not POST, a path without the form `/v4/{service}/{command}`, a bad `random` or `contenttype`. A bare
 *   GET of the host answers 60002 in Tencent's FAQ, and 60002 means "check the URL form".
 * - `noIdentifier`: 60004 means that the user id in the URL is wrong.
 * - `badBody`: an empty body and one that is not UTF-8 are not valid JSON either. JSON that is no object is valid JSON, so the
 *   API itself refuses it.
 * - `bodyTooLarge`: 60008 is the only gateway code for a malformed request whose JSON is not known to be at fault.
 * - `wrongDataCentre`: Tencent's staff name a data centre that is not the app's as a cause of 70009.
 * - `undecodableUserSig`: 70003 and 70005 have the same meaning and text. Base64 that is not exactly what an encoder writes
 *   counts as undecodable, so that no changed character passes.
 * - `badCursor`: an expired or unknown cursor, or one of another search, is a bad parameter (27003).
 * - `unknownGroup`: 51007 is on the list of `recentcontact` and is the only code there about a chat group. It refuses a whole
 *   look-up; where an answer has a result for each item it is the result of that item.
 * - `unknownHidden`: to hide a user, group or member that does not exist is a bad parameter of the search family.
 * - `nameTaken`: a conversation group renamed to the name of another. No code says "exists", so it is a bad parameter.
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
 * The code of a call over an API's rate. The pages of the search family list 60018 as theirs; the others list none, and 60007
 * is about the rate of one REST API.
 */
export const tooFrequent = (errorCodes: readonly number[]): number => (errorCodes.includes(60018) ? 60018 : 60007);

/** Numbers that a test may change through the `limits` option of `startEmulator`. */
export interface Limits {
  /** Calls per second by path, in place of the documented 200 and 2. */
  readonly callsPerSecond: Readonly<Record<string, number>>;
  /** Seconds for which a search cursor can be used. */
  readonly cursorLifetimeSeconds: number;
  /** Failed UserSig checks of one identifier within `lockSeconds` after which every call of it is 70050. */
  readonly failedChecks: number;
  /** Seconds from the last failed check until the lock ends. */
  readonly lockSeconds: number;
  /** Pinned conversations of one user. */
  readonly pins: number;
  /** Conversations of one user's list that can be seen. */
  readonly listedConversations: number;
  /** Conversations on one page of `get_list` and `get_contact_group`. */
  readonly conversationsPerPage: number;
  /** Conversation groups of one user. */
  readonly contactGroups: number;
  /** Conversations of one user that are in conversation groups, and as many that have marks. */
  readonly contacts: number;
  /** Largest request body in bytes. */
  readonly bodyBytes: number;
  /** Calls that are remembered; the oldest are forgotten. */
  readonly calls: number;
}

/**
 * - `cursorLifetimeSeconds`: 2 minutes is on the pages of the client SDKs only. The last millisecond still counts.
 * - `failedChecks`: the pages say "too many" without a number. Ten leaves room for the calls that are in flight when a key
 *   changes. Failures are counted per identifier, since the meaning of 70050 is about an account's UserSig; a success does not
 *   clear them.
 * - `lockSeconds`: the code says to wait one minute. Calls in that minute are not checked and do not lengthen it.
 * - `pins`: 50 is on client pages only; the server answers 51012 by the sibling pages' list.
 * - `listedConversations`: the default of an app; larger editions have up to 500.
 * - `conversationsPerPage`: no page says. It is small, so that paging can be seen.
 * - `contacts`: the pages disagree on whether 1,000 is counted per group, per user or over groups and marks together. Here it
 *   is per user, once for groups and once for marks.
 * - `bodyBytes`: no limit is documented; this one only bounds memory, and is far above 300 conversations.
 * - `calls`: only bounds memory.
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
};

/**
 * The window of a rate limit. The pages say "per second" and not how it is counted. A sliding second per API is the strictest
 * reading: whoever keeps it keeps every other one. Only calls with a valid UserSig count, since Chat cannot tell whose the
 * others are; refused calls do not count, so a caller recovers by waiting one second.
 */
export const rateWindowMilliseconds = 1000;

/**
 * How long an idle connection stays open. The pages ask for persistent connections without a time; this is the default of
 * nginx, which the documented `Server` header names.
 */
export const keepAliveMilliseconds = 75_000;

/** Headers of an answer. The documented sample answer has no `Content-Type`; its body is JSON. */
export const answerHeaders = { 'Content-Type': 'application/json' } as const;

/**
 * The `TinyID` of the first account that is given none. How Chat numbers accounts is not documented; the samples' numbers are
 * of this size, which is beyond 2^53.
 */
export const firstTinyId = 144_115_214_500_000_001n;

/**
 * Data centres with cloud search, as documented. Elsewhere the answer is 60020: where the plugin is not offered it cannot be
 * switched on.
 */
export const searchRegions: readonly string[] = ['china', 'singapore'];

/** Most keywords in one search. The client pages say 5; the REST pages give no number, but it is the same service. */
export const mostKeywords = 5;

/** The largest page of a search. A larger `Count` counts as this; where `Count` may be left out, this is its default. */
export const largestPage = 100;

/** `Cursor` of the last page: empty, as in the sample of `get_no_visibility` with `IsFinish` true. */
export const lastCursor = '';

/**
 * Whether a page is the last. The samples show `IsFinish` false beside the only hit of a page for one, so a full page is never
 * the last: behind it comes an empty one.
 *
 * The sample of `group_search` shows `IsFinish` false and one of six hits for `Count` 100. No state gives that together with
 * working pages, so the emulator answers it with all six and `IsFinish` true.
 */
export const isLastPage = (hits: number, count: number): boolean => hits < count;

/** What a keyword is compared with. */
export interface Searched {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * Whether one keyword finds something. "Fuzzy on the name" is taken as a substring without regard to case, "exact on the id"
 * literally. Results come in the order in which accounts, groups and members were added, since no order is documented.
 *
 * Users, groups and members are hidden each from their own search only: the members of a hidden group can be found.
 */
export const finds = ({ id, names }: Searched, keyword: string): boolean =>
  id === keyword || names.some((name) => name.toLowerCase().includes(keyword.toLowerCase()));

/**
 * The birthday of a user who has set none: the sample finds such a user between 0 and a later time. Both ends of the time
 * that is searched belong to it.
 */
export const unsetBirthDay = 0;

/**
 * `GroupItem` of `search_contact_group`: the user's conversation groups that the results name. The sample fits this as well as
 * "all groups of the user"; a look-up of given conversations needs no more.
 *
 * Conversations without groups and marks are left out ("one object per conversation found"), the others keep the order of
 * the request, and a conversation asked for twice is answered once. An empty list or more than 300 is 50002.
 */
export const groupItems = (all: readonly ContactGroup[], named: ReadonlySet<number>): readonly ContactGroup[] =>
  all.filter((group) => named.has(group.GroupId));

/**
 * The pinned conversations after a pin: new ones follow the older ones in the order of the request, and one that is already
 * pinned keeps its place. A conversation or peer that does not exist can be pinned, since the page lists no code for it
 * (50001 is taken to be about `From_Account` only); it joins the list at the time of the pin. Going over the limit changes
 * nothing: there are no per-item results.
 */
export const pinsAfterPin = (pins: readonly string[], conversations: readonly string[]): readonly string[] => [
  ...new Set([...pins, ...conversations]),
];

/** The pinned conversations after an unpin. Unpinning what is not pinned succeeds: the wished state is reached. */
export const pinsAfterUnpin = (pins: readonly string[], conversations: readonly string[]): readonly string[] =>
  pins.filter((pin) => !conversations.includes(pin));

/** A user's list as it can be read: the pinned conversations, and the others. */
export interface ConversationList {
  readonly pinned: readonly string[];
  readonly others: readonly string[];
}

/**
 * The conversations of a list that can be read: the pinned ones first in the order of their pins, then the others, the newest
 * first, and no more than `most` in all. The sample shows the pinned one last, but every client shows it first.
 *
 * `StartIndex` and `TopStartIndex` count what was read of each kind, and the two times stay those of the first page. On the
 * last page the positions are those of a new start and the times are now, as in the sample. A message between two pages
 * makes a conversation come twice. `AssistFlags` has three documented values that conflict, so any integer gives all.
 */
export const conversationList = ({ pins, conversations }: User, most: number): ConversationList => {
  const others = conversations
    .filter(({ conversation }) => !pins.includes(conversation))
    .toSorted((one, other) => other.MsgTime - one.MsgTime)
    .map(({ conversation }) => conversation);
  return { pinned: pins.slice(0, most), others: others.slice(0, Math.max(0, most - pins.length)) };
};

/**
 * What deleting a conversation leaves: it and its pin go. Its groups and marks stay, since they have limits of their own and
 * leave by APIs of their own. Deleting one that is not there succeeds. `ClearRamble` changes nothing, as no messages are kept.
 */
export const afterDelete = (user: User, deleted: string): Pick<User, 'pins' | 'conversations'> => ({
  pins: pinsAfterUnpin(user.pins, [deleted]),
  conversations: user.conversations.filter(({ conversation }) => conversation !== deleted),
});

/** Whether a conversation group may have this name: 64 bytes by the pages of 2026-04, 32 by the older ones. */
export const isGroupName = (name: string): boolean => name !== '' && Buffer.byteLength(name) <= 64;

/**
 * The conversation group that a create of this name finds. All other calls find a group by its name, and no code says "exists":
 * so a name stands for one group, and creating it again adds conversations to it. Numbers start at 1 for each user and are
 * not used again.
 */
export const groupToCreate = ({ contactGroups }: User, name: string): ContactGroup | undefined =>
  contactGroups.find(({ GroupName }) => GroupName === name);

/**
 * The bit of a standard mark for a number of `SetMark` and `ClearMark`. The REST page counts from 1 (star is 1); Tencent's web
 * client sends 0 for star to the same command. The page is followed here.
 */
export const markBit = (number: number): bigint => 1n << BigInt(number - 1);

/** The numbers that `SetMark` and `ClearMark` may hold: one for each of 64 bits. */
export const markNumbers = { least: 1, most: 64 } as const;

/**
 * A standard mark with bits set and then cleared, so that a bit in both lists is cleared. As in a live answer it is not padded
 * with zeros on the left, and empty when no bit is set.
 */
export const changedMark = (mark: string, set: readonly number[], clear: readonly number[]): string => {
  const before = BigInt(`0b0${mark}`);
  const added = set.reduce((bits, number) => bits | markBit(number), before);
  const left = clear.reduce((bits, number) => bits & ~markBit(number), added);
  return left === 0n ? '' : left.toString(2);
};

/** A contact with another custom mark. An empty one takes it away; one that is left out changes nothing. */
export const withCustomMark = (contact: Contact, mark: string | undefined): Contact => {
  if (mark === undefined) return contact;
  const { CustomMark: _, ...rest } = contact;
  return mark === '' ? rest : { ...rest, CustomMark: mark };
};

/** `CompleteTime` of `get_contact_group`, which a live answer has though the page does not: the newest change; 0 without any. */
export const completeTime = (contacts: readonly Contact[]): number =>
  contacts.reduce((newest, { Timestamp }) => Math.max(newest, Timestamp), 0);

/*
 * A call with several faults gets the code of the first in the order of `carryOut`; in the body, fields come before the
 * edition or plugin, that before accounts, and accounts before groups. A query parameter given twice counts with its first
 * value.
 *
 * A failure has `ActionStatus`, `ErrorCode` and `ErrorInfo` in this order for every API; no page shows a failure.
 *
 * Fields that a page does not name are ignored, and so is the id that does not fit `Type` (a `ToGroupId` beside a
 * `To_Account`). An id of the wrong type or an empty one is the API's own bad-parameter code, although the gateway's 60015
 * could also be meant.
 *
 * Where an answer has a result for each item, each is carried out by itself: those before and after a failed one count. A user
 * that was never imported can be marked and grouped, as it can be pinned. 51013 refuses every API of conversation groups and
 * marks, custom marks included, as the pages of 2026-04 say.
 */
