import * as z from 'zod/mini';
import type { Chat } from '#test/emulator/chat';
import { mustHaveRoom } from '#test/emulator/control-error';
import { type FaultKind, faultKinds } from '#test/emulator/faults';
import { inEnglish } from '#test/in-english';

/**
 * A fault and the calls that it applies to. It skips `skip` calls (default 0) to `path` (default: any path) and then
 * applies to `times` calls (default 1) or `always`. If several faults match a call, the one planned first applies, and
 * the call does not count for the others.
 */
export type Fault = FaultKind & {
  readonly path?: string;
  readonly skip?: number;
  readonly times?: number | 'always';
};

/** A pending fault. `fields` are the members of its kind; `skip` and `times` count down. */
export interface PlannedFault {
  readonly id: number;
  readonly kind: FaultKind['kind'];
  readonly path?: string;
  skip: number;
  times: number | 'always';
  readonly fields: unknown;
}

const isKind = (kind: unknown): kind is FaultKind['kind'] =>
  typeof kind === 'string' && Object.hasOwn(faultKinds, kind);

const plan = z.looseObject({
  kind: z.custom<FaultKind['kind']>(isKind, `expected one of ${Object.keys(faultKinds).join(', ')}`),
  path: z.exactOptional(z.string()),
  skip: z._default(z.int().check(z.gte(0)), 0),
  times: z._default(
    z.union([z.int().check(z.gte(1)), z.literal('always')], 'expected a number from 1, or "always"'),
    1,
  ),
});

/**
 * Plans a fault and returns it. Throws a zod error, which contains no values, when the fault is invalid, and a
 * `ControlError` when too many are pending.
 */
export const planFault = (chat: Chat, fault: unknown): PlannedFault => {
  const { kind, path, skip, times, ...fields } = z.parse(plan, fault, inEnglish);
  const planned: PlannedFault = {
    id: chat.plannedFaults + 1,
    kind,
    ...(path !== undefined && { path }),
    skip,
    times,
    fields: z.parse(faultKinds[kind].schema, fields, inEnglish),
  };
  mustHaveRoom(chat.faults, chat.limits.faults, 'pending faults');
  chat.plannedFaults = planned.id;
  chat.faults = [...chat.faults, planned];
  return planned;
};

/** Cancels a planned fault. Returns whether it was pending. */
export const cancelFault = (chat: Chat, id: number): boolean => {
  const left = chat.faults.filter((fault) => fault.id !== id);
  const isFound = left.length < chat.faults.length;
  chat.faults = left;
  return isFound;
};

/** Finds the fault that applies to a call and counts the call. Returns undefined if none applies. */
export const takeFault = (chat: Chat, path: string): PlannedFault | undefined => {
  for (const fault of chat.faults) {
    if (fault.path !== undefined && fault.path !== path) continue;
    if (fault.skip > 0) {
      fault.skip -= 1;
      continue;
    }
    if (fault.times !== 'always') fault.times -= 1;
    if (fault.times === 0) cancelFault(chat, fault.id);
    return fault;
  }
  return undefined;
};
