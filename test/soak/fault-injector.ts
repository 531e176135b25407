import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { FaultKind } from '#test/emulator/faults';
import type { Emulator } from '#test/emulator/start-emulator';

/** What passes when it is tried again, or does no harm: no caller is to see any of it. */
const passing: readonly FaultKind[] = [
  { kind: 'cut' },
  { kind: 'cut', carriedOut: true },
  { kind: 'half' },
  { kind: 'reply', status: 502, body: '<html>' },
  { kind: 'reply', status: 503 },
  { kind: 'reply', body: '<html>' },
  { kind: 'code', ErrorCode: 60008 },
  { kind: 'code', ErrorCode: 50004 },
  { kind: 'invalidUtf8' },
  { kind: 'endlessHeaders' },
  { kind: 'delay', milliseconds: 300 },
  { kind: 'drip', milliseconds: 2 },
  { kind: 'gzip' },
  { kind: 'contentType' },
];

/** A fault that its caller is to see, and how. */
export interface LastingFault {
  readonly path: string;
  readonly status: number;
  readonly fault: FaultKind;
}

/** What is told to the caller: each kind has an HTTP status that nothing else on its path has. */
export const lastingFaults: readonly LastingFault[] = [
  { path: searchContactGroups.path, status: 404, fault: { kind: 'code', ErrorCode: 50001 } },
  { path: searchContactGroups.path, status: 502, fault: { kind: 'huge' } },
  { path: searchGroups.path, status: 400, fault: { kind: 'code', ErrorCode: 27003 } },
  { path: pinConversations.path, status: 409, fault: { kind: 'code', ErrorCode: 51012 } },
];

/** Of the calls to Chat. */
const shares = { passing: 0.05, lasting: 0.01 } as const;

const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(Math.random() * items.length)];

/** A whole number that is this one on average. */
const around = (mean: number): number => Math.floor(mean) + (Math.random() < mean % 1 ? 1 : 0);

/** Plans a second of random faults for the calls of a path, of which so many are expected. */
export const injectFaults = (emulator: Emulator, path: string, expectedCalls: number): void => {
  const plan = (fault: FaultKind | undefined) =>
    fault && emulator.fail({ ...fault, path, skip: Math.floor(Math.random() * expectedCalls) });
  for (let count = around(expectedCalls * shares.passing); count > 0; count -= 1) plan(pick(passing));
  const lasting = lastingFaults.filter((fault) => fault.path === path);
  for (let count = around(expectedCalls * shares.lasting); count > 0; count -= 1) plan(pick(lasting)?.fault);
};
