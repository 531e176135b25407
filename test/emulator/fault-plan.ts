import * as z from 'zod/mini';
import type { Chat } from './chat.ts';
import { type FaultKind, faultKinds } from './faults.ts';

/**
 * A fault and the calls that it applies to: those of `path` (of every path when left out), after letting `skip` (0) of them
 * pass, for `times` (1) calls or `always`. When several faults fit a call, the one planned first applies and the call does not
 * count for the others.
 */
export type Fault = FaultKind & { path?: string; skip?: number; times?: number | 'always' };

/** A fault that still waits for calls. `fields` are the members of its kind. */
export type PlannedFault = Pick<FaultKind, 'kind'> & z.infer<typeof plan> & { fields: unknown };

const kinds = z.object({
  kind: z.custom<FaultKind['kind']>((kind) => Object.hasOwn(faultKinds, String(kind)), 'unknown kind of fault'),
});

const plan = z.object({
  path: z.exactOptional(z.string()),
  skip: z._default(z.int().check(z.gte(0)), 0),
  times: z._default(z.union([z.int().check(z.gte(1)), z.literal('always')]), 1),
});

/** Plans a fault. Throws a zod error, which shows no values, when it is none. */
export function planFault(chat: Chat, fault: unknown): void {
  const { kind } = z.parse(kinds, fault);
  chat.faults.push({ kind, ...z.parse(plan, fault), fields: z.parse(faultKinds[kind].schema, fault) });
}

/** The fault that applies to this call, which counts for it, or undefined. */
export function takeFault(chat: Chat, path: string): PlannedFault | undefined {
  for (const fault of chat.faults) {
    if (fault.path !== undefined && fault.path !== path) continue;
    if (fault.skip > 0) {
      fault.skip -= 1;
      continue;
    }
    if (fault.times !== 'always') fault.times -= 1;
    if (fault.times === 0) chat.faults = chat.faults.filter((other) => other !== fault);
    return fault;
  }
  return undefined;
}
