import type { Region } from '#shared/regions';
import { defaultLimits, type Limits } from '#test/emulator/choices';
import type { Cursor } from '#test/emulator/cursors';
import type { PlannedFault } from '#test/emulator/fault-plan';
import { populate, type Seed } from '#test/emulator/populate';
import { seededApp, seededState } from '#test/emulator/seed';
import type { State } from '#test/emulator/state';

/** The one app that the emulator knows. */
export interface App {
  readonly sdkAppId: number;
  /** The key as the console shows it: 64 hexadecimal characters, used as text. */
  readonly secretKey: string;
  /** Accounts that may call the REST API. */
  readonly admins: readonly string[];
  /** The data centre that the app belongs to. */
  readonly region: Region;
  /** Whether the cloud search plugin is bought and its scenes switched on; otherwise 60020. */
  readonly cloudSearch: boolean;
  /** Whether the edition includes conversation groups and marks; otherwise 51013. */
  readonly contactGroups: boolean;
}

/** One call as it arrived and how it was answered. It holds neither the key nor the UserSig. */
export interface Call {
  /** Arrival, milliseconds since 1970 by the emulator's clock. */
  readonly arrivedAt: number;
  /** The client's port: equal for calls that came over the same connection. */
  readonly connection: number;
  readonly method: string;
  readonly path: string;
  /** `random` is another for each attempt of a request, whose body stays the same. */
  readonly query: Readonly<Record<'sdkappid' | 'identifier' | 'random' | 'contenttype', string | null>>;
  /** Whether the UserSig was valid, also where a fault answered the call. */
  signatureHeld: boolean;
  /** The body as it came. */
  readonly bodyText: string;
  /** The body parsed; undefined when it is not JSON. */
  readonly body: unknown;
  /** Kind of the fault that was applied, or null. */
  readonly fault: string | null;
  /** HTTP status sent; null while there is no answer, and for good when the connection was cut. */
  status: number | null;
  /** The code decided on; null when the call was not processed. */
  ErrorCode: number | null;
}

/** Everything the emulator remembers. `reset` replaces the whole of it. */
export interface Chat {
  /** The data centre that the emulator stands for. */
  readonly region: Region;
  readonly clock: () => number;
  readonly limits: Limits;
  app: App;
  readonly state: State;
  readonly calls: Call[];
  /** The faults that wait for calls, in the order in which they apply. */
  faults: readonly PlannedFault[];
  /** How many faults were planned: the `id` of the last one. */
  plannedFaults: number;
  readonly cursors: Map<string, Cursor>;
  /** Times of the calls in the rate window, by path. */
  readonly turns: Map<string, readonly number[]>;
  /** Times of the failed UserSig checks, by identifier. */
  readonly failedChecks: Map<string, readonly number[]>;
}

/** What can be chosen when the emulator starts; `reset` goes back to it. */
export interface ChatOptions {
  /** The data centre that the emulator stands for; `singapore` unless told otherwise. */
  readonly region?: Region;
  /** Members that differ from the seeded app. Its region is the emulator's unless given here. */
  readonly app?: Partial<App>;
  /** The accounts and groups at the start, in place of the seeded ones. */
  readonly seed?: Seed;
  /** Milliseconds since 1970; `Date.now` unless told otherwise. */
  readonly clock?: () => number;
  readonly limits?: Partial<Limits>;
}

/** A fresh Chat. The seed is copied, so that it can be used again. */
export const createChat = (options: ChatOptions): Chat => {
  const region = options.region ?? 'singapore';
  return {
    region,
    clock: options.clock ?? Date.now,
    limits: { ...defaultLimits, ...options.limits },
    app: { region, cloudSearch: true, contactGroups: true, ...seededApp, ...options.app },
    state: populate(options.seed ?? seededState),
    calls: [],
    faults: [],
    plannedFaults: 0,
    cursors: new Map(),
    turns: new Map(),
    failedChecks: new Map(),
  };
};

/** The emulator's time in Unix seconds, as Chat writes times. */
export const unixSeconds = ({ clock }: Chat): number => Math.floor(clock() / 1000);
