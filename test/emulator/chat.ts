import { defaultLimits, type Limits } from './choices.ts';
import type { Cursor } from './cursors.ts';
import type { PlannedFault } from './fault-plan.ts';
import { seededApp, seededState } from './seed.ts';
import type { State } from './state.ts';

/** The data centres of https://trtc.io/document/34620 and https://trtc.io/zh/document/78304. */
export const regions = [
  'china',
  'singapore',
  'seoul',
  'tokyo',
  'frankfurt',
  'silicon-valley',
  'jakarta',
  'riyadh',
] as const;

export type Region = (typeof regions)[number];

/** The one app that the emulator knows. */
export type App = {
  sdkAppId: number;
  /** The key as the console shows it: 64 hexadecimal characters, used as text. */
  secretKey: string;
  /** Accounts that may call the REST API. */
  admins: string[];
  /** The data centre that the app belongs to. */
  region: Region;
  /** Whether the cloud search plugin is bought and its group scene switched on; otherwise 60020. */
  cloudSearch: boolean;
  /** Whether the edition includes conversation groups and marks; otherwise 51013. */
  contactGroups: boolean;
};

/** One call as it arrived and how it was answered. It holds neither the key nor the UserSig. */
export type Call = {
  /** Arrival, milliseconds since 1970 by the emulator's clock. */
  arrivedAt: number;
  /** The client's port: equal for calls that came over the same connection. */
  connection: number;
  method: string;
  path: string;
  query: Record<'sdkappid' | 'identifier' | 'random' | 'contenttype', string | null>;
  /** Whether the UserSig was valid, also where a fault answered the call. */
  signatureHeld: boolean;
  /** The body as it came. */
  bodyText: string;
  /** The body parsed; absent when it is not JSON. */
  body?: unknown;
  /** Kind of the fault that was applied, or null. */
  fault: string | null;
  /** HTTP status sent; null while there is no answer, and for good when the connection was cut. */
  status: number | null;
  /** The code decided on; null when the call was not processed. */
  ErrorCode: number | null;
};

/** Everything the emulator remembers. `reset` replaces the whole of it. */
export type Chat = {
  /** The data centre that the emulator stands for. */
  region: Region;
  clock: () => number;
  limits: Limits;
  app: App;
  state: State;
  calls: Call[];
  faults: PlannedFault[];
  cursors: Map<string, Cursor>;
  /** Times of the calls in the rate window, by path. */
  turns: Map<string, number[]>;
  /** Times of the failed UserSig checks, by identifier. */
  failedChecks: Map<string, number[]>;
};

/** What can be chosen when the emulator starts; `reset` goes back to it. */
export type ChatOptions = {
  /** The data centre that the emulator stands for; `singapore` unless told otherwise. */
  region?: Region;
  /** Members that differ from the seeded app. Its region is the emulator's unless given here. */
  app?: Partial<App>;
  /** The accounts and groups at the start, in place of the seeded ones. */
  seed?: State;
  /** Milliseconds since 1970; `Date.now` unless told otherwise. */
  clock?: () => number;
  limits?: Partial<Limits>;
};

/** A fresh Chat. The seed is copied, so that it can be used again. */
export function createChat(options: ChatOptions): Chat {
  const region = options.region ?? 'singapore';
  return {
    region,
    clock: options.clock ?? Date.now,
    limits: { ...defaultLimits, ...options.limits },
    app: structuredClone({ region, cloudSearch: true, contactGroups: true, ...seededApp, ...options.app }),
    state: structuredClone(options.seed ?? seededState),
    calls: [],
    faults: [],
    cursors: new Map(),
    turns: new Map(),
    failedChecks: new Map(),
  };
}
