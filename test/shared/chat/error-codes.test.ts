import { expect, test } from 'vitest';
import { errorCodes } from '#shared/chat/error-codes';
import { failureKinds } from '#shared/failures/failure';

/**
 * Every code that Chat's pages list for these APIs, the gateway, accounts, groups and messages, by whose fault it is.
 */
const documented = {
  "the caller's": [
    10004, 10005, 10007, 10010, 10012, 10015, 10018, 10019, 20001, 20003, 27003, 50001, 50002, 51006, 51007, 51008,
    51009, 51010, 51011, 51012, 60015, 70107, 70206, 70402, 80001,
  ],
  ours: [
    10003, 10011, 10026, 20002, 50003, 51013, 60002, 60003, 60006, 60009, 60010, 60012, 60016, 60017, 60020, 60021,
    70001, 70002, 70003, 70005, 70009, 70013, 70014, 70016, 70020, 70050, 70051, 70052, 70346, 70398, 70403,
  ],
  "the caller's or ours": [60004, 60005],
  'too many calls': [10006, 60007, 60011, 60018, 60019, 70114],
  "Chat's": [10002, 20004, 20005, 27004, 50004, 50005, 60008, 60013, 60014, 70169, 70202, 70500],
} as const;

/** What each class may become. */
const kindsOf = {
  "the caller's": ['InvalidRequest', 'Forbidden', 'NotFound', 'LimitExceeded'],
  ours: ['Misconfigured', 'NotEnabled', 'InternalError'],
  // Transient, since it may be ours, and no alarm, since it may be the caller's.
  "the caller's or ours": ['NotFound'],
  'too many calls': ['RateLimited'],
  "Chat's": ['UpstreamFailed'],
} as const;

/** What each class may be recovered by; the rest of the class by nothing. */
const recoveriesOf = {
  "the caller's": { 'retry-once': [51007] },
  ours: {
    'renew-credential': [
      20002, 50003, 60006, 60010, 70001, 70002, 70003, 70005, 70009, 70013, 70014, 70020, 70052, 70346, 70403,
    ],
    hold: [70050],
  },
  "the caller's or ours": { 'suspect-credential': documented["the caller's or ours"] },
  'too many calls': { 'back-off': documented['too many calls'] },
  "Chat's": { retry: documented["Chat's"] },
} as const;

const classes = ["the caller's", 'ours', "the caller's or ours", 'too many calls', "Chat's"] as const;

test('has every documented code and no other', () => {
  const codes = Object.keys(errorCodes).map(Number);
  expect(codes.toSorted((a, b) => a - b)).toEqual(
    Object.values(documented)
      .flat()
      .toSorted((a, b) => a - b),
  );
});

test.each(classes)('gives the codes of the class "%s" one of its kinds', (name) => {
  const kinds = documented[name].map((code) => [code, errorCodes[code]?.kind]);
  expect(kinds.filter(([, kind]) => !kindsOf[name].some((allowed) => allowed === kind))).toEqual([]);
});

test.each(classes)('recovers the codes of the class "%s" as they can be', (name) => {
  const expected = Object.entries(recoveriesOf[name]).flatMap(([recovery, codes]) =>
    [...codes].map((code: number): [number, string] => [code, recovery]),
  );
  const actual = documented[name].map((code): [number, string | undefined] => [code, errorCodes[code]?.recovery]);
  expect(new Map(actual)).toEqual(
    new Map([...documented[name].map((code) => [code, undefined] as const), ...expected]),
  );
});

test.each([
  [50001, 'NotFound'],
  [50002, 'InvalidRequest'],
  [51007, 'NotFound'],
  [51008, 'LimitExceeded'],
  [51009, 'NotFound'],
  [51010, 'LimitExceeded'],
  [51011, 'InvalidRequest'],
  [51012, 'LimitExceeded'],
  [51013, 'NotEnabled'],
  [27003, 'InvalidRequest'],
  [27004, 'UpstreamFailed'],
  [60010, 'Misconfigured'],
  [60018, 'RateLimited'],
  [60020, 'NotEnabled'],
  [60021, 'Misconfigured'],
  [70009, 'Misconfigured'],
  [70050, 'Misconfigured'],
])('makes %d a failure of the kind %s', (code, kind) => {
  expect(errorCodes[code]?.kind).toBe(kind);
});

test('says what an operator must do if callers can do nothing', () => {
  const silent = documented.ours.filter((code) => !errorCodes[code]?.action);
  expect(silent).toEqual([]);
});

test('says in words what every code means, and gives no instruction to operators where nothing is theirs to do', () => {
  const odd = Object.entries(errorCodes).filter(
    ([, { kind, meaning, recovery, action }]) =>
      meaning === '' || (action && failureKinds[kind].status < 500 && recovery !== 'suspect-credential'),
  );
  expect(odd).toEqual([]);
});
