/*
 * What the emulator does where Tencent's pages are silent or conflict. Every choice is here, with its reason; the other
 * files hold only what the pages say.
 */
import type { ContactGroup, GroupRecord } from './state.ts';

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
 * - `unknownGroup`: 51007 is on the list of `search_contact_group` and is the only code there about a group.
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
} as const;

/** Numbers that a test may change through the `limits` option of `startEmulator`. */
export type Limits = {
  /** Calls per second by path, in place of the documented 200 and 2. */
  callsPerSecond: Readonly<Record<string, number>>;
  /** Seconds for which a search cursor can be used. */
  cursorLifetimeSeconds: number;
  /** Failed UserSig checks of one identifier within `lockSeconds` after which every call of it is 70050. */
  failedChecks: number;
  /** Seconds from the last failed check until the lock ends. */
  lockSeconds: number;
  /** Pinned conversations of one user. */
  pins: number;
  /** Largest request body in bytes. */
  bodyBytes: number;
};

/**
 * - `cursorLifetimeSeconds`: 2 minutes is on the pages of the client SDKs only. The last millisecond still counts.
 * - `failedChecks`: the pages say "too many" without a number. Ten leaves room for the calls that are in flight when a key
 *   changes. Failures are counted per identifier, since the meaning of 70050 is about an account's UserSig; a success does not
 *   clear them.
 * - `lockSeconds`: the code says to wait one minute. Calls in that minute are not checked and do not lengthen it.
 * - `pins`: 50 is on client pages only; the server answers 51012 by the sibling pages' list.
 * - `bodyBytes`: no limit is documented; this one only bounds memory, and is far above 300 conversations.
 */
export const defaultLimits: Limits = {
  callsPerSecond: {},
  cursorLifetimeSeconds: 120,
  failedChecks: 10,
  lockSeconds: 60,
  pins: 50,
  bodyBytes: 10_000_000,
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
 * Data centres with cloud search, as documented. Elsewhere the answer is 60020: where the plugin is not offered it cannot be
 * switched on.
 */
export const searchRegions: readonly string[] = ['china', 'singapore'];

/** Most keywords in one search. The client pages say 5; the REST page gives no number, but it is the same service. */
export const mostKeywords = 5;

/** `Cursor` of the last page: empty, as in the sample of `get_no_visibility` with `IsFinish` true. */
export const lastCursor = '';

/**
 * Whether one keyword finds a group. "Fuzzy on the name" is taken as a substring without regard to case, "exact on the id"
 * literally. Results come in the order in which the groups were created, since no order is documented.
 *
 * The documented sample of `group_search` shows `IsFinish` false and one of six hits for `Count` 100. No state gives that
 * together with working pages, so the emulator answers it with all six and `IsFinish` true.
 */
export function findsGroup(group: GroupRecord, keyword: string): boolean {
  return group.GroupID === keyword || group.GroupName.toLowerCase().includes(keyword.toLowerCase());
}

/**
 * `GroupItem` of `search_contact_group`: the user's conversation groups that the results name. The sample fits this as well as
 * "all groups of the user"; a look-up of given conversations needs no more.
 *
 * Conversations without groups and marks are left out ("one object per conversation found"), the others keep the order of
 * the request, and a conversation asked for twice is answered once. An empty list or more than 300 is 50002.
 */
export function groupItems(all: readonly ContactGroup[], named: ReadonlySet<number>): ContactGroup[] {
  return all.filter((group) => named.has(group.GroupId));
}

/**
 * The pinned conversations after a pin: new ones follow the older ones in the order of the request, and one that is already
 * pinned keeps its place. A conversation or peer that does not exist can be pinned, since the page lists no code for it
 * (50001 is taken to be about `From_Account` only). Going over the limit changes nothing: there are no per-item results.
 */
export function pinsAfterPin(pins: readonly string[], conversations: readonly string[]): string[] {
  return [...new Set([...pins, ...conversations])];
}

/** The pinned conversations after an unpin. Unpinning what is not pinned succeeds: the wished state is reached. */
export function pinsAfterUnpin(pins: readonly string[], conversations: readonly string[]): string[] {
  return pins.filter((pin) => !conversations.includes(pin));
}

/*
 * A call with several faults gets the code of the first in the order of `carryOut`; in the body, fields come before accounts
 * and accounts before groups. A query parameter given twice counts with its first value.
 *
 * A failure has `ActionStatus`, `ErrorCode` and `ErrorInfo` in this order for every API; no page shows a failure.
 *
 * Fields that a page does not name are ignored, and so is the id that does not fit `Type` (a `ToGroupId` beside a
 * `To_Account`). An id of the wrong type or an empty one is the API's own bad-parameter code, although the gateway's 60015
 * could also be meant.
 */
