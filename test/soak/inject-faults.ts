import { errorCodes } from '#shared/chat/error-codes';
import type { Api } from '#shared/define-api';
import type { FaultKind } from '#test/emulator/faults';
import type { Emulator } from '#test/emulator/start-emulator';

/** What passes when it is tried again, or does no harm. */
const transient: readonly FaultKind[] = [
  { kind: 'cut' },
  { kind: 'cut', carriedOut: true },
  { kind: 'half' },
  { kind: 'reply', status: 502, body: '<html>' },
  { kind: 'reply', status: 503 },
  { kind: 'reply', body: '<html>' },
  { kind: 'code', ErrorCode: 60008 },
  { kind: 'invalidUtf8' },
  { kind: 'endlessHeaders' },
  { kind: 'delay', milliseconds: 300 },
  { kind: 'drip', milliseconds: 2 },
  { kind: 'gzip' },
  { kind: 'contentType' },
];

const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(Math.random() * items.length)];

/** Whether a code is about one request, and does not say of a retry that Chat has done what it has not. */
const isOwnFailure = ({ doneWhen }: Api, code: number): boolean =>
  code !== doneWhen?.errorCode && errorCodes[code]?.kind !== 'Misconfigured';

/**
 * Plans faults for about so many calls to come: one in twenty meets one that passes, one in a hundred meets a code that its
 * API documents, and one an answer without end.
 */
export const injectFaults = (emulator: Emulator, apis: readonly Api[], calls: number): void => {
  const skip = () => Math.floor(Math.random() * calls);
  for (let count = 0; count < calls / 20; count += 1) {
    const fault = pick(transient);
    if (fault) emulator.fail({ ...fault, skip: skip() });
  }
  for (let count = 0; count < calls / 100; count += 1) {
    const api = pick(apis);
    const ErrorCode = api && pick(api.errorCodes.filter((code) => isOwnFailure(api, code)));
    if (api && ErrorCode !== undefined) emulator.fail({ kind: 'code', ErrorCode, path: api.path });
  }
  emulator.fail({ kind: 'huge', skip: skip() });
};
