import type { Region } from '#shared/regions';
import { defaultLimits, type Limits } from '#test/emulator/choices';
import type { Cursor } from '#test/emulator/cursors';
import type { PlannedFault } from '#test/emulator/fault-plan';
import { populate, type Seed } from '#test/emulator/populate';
import { seededApp, seededState } from '#test/emulator/seed';
import type { State } from '#test/emulator/state';

/** The emulator's only app. */
export interface App {
  readonly sdkAppId: number;
  /** The key as Tencent's console shows it: 64 hexadecimal characters, used as text. */
  readonly secretKey: string;
  /** The accounts that may call the REST API. */
  readonly admins: readonly string[];
  /** The data centre that the app belongs to. */
  readonly region: Region;
  /** Whether the app has the cloud search plugin with its scenes enabled. If not, searches answer 60020. */
  readonly cloudSearch: boolean;
  /** Whether the app's edition includes conversation groups and marks. If not, their APIs answer 51013. */
  readonly contactGroups: boolean;
}

/** A call that arrived, and how it was answered. It contains neither the key nor the UserSig. */
export interface Call {
  /** The time of arrival by the emulator's clock, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** The client's port, which is equal for calls over the same connection. */
  readonly connection: number;
  readonly method: string;
  readonly path: string;
  /** The attempts of one request have the same body but a different `random`. */
  readonly query: Readonly<Record<'sdkappid' | 'identifier' | 'random' | 'contenttype', string | null>>;
  /** Whether the UserSig was valid, even if a fault answered the call. */
  signatureHeld: boolean;
  /** The body as text. */
  readonly bodyText: string;
  /** The parsed body; undefined if it is not JSON. */
  readonly body: unknown;
  /** The kind of the fault that was applied, or null. */
  readonly fault: string | null;
  /** The HTTP status sent; null until then, and forever if the connection was cut. */
  status: number | null;
  /** The error code of the answer; null if the call was not carried out. */
  ErrorCode: number | null;
}

/** The whole state of the emulator. `reset` replaces all of it. */
export interface Chat {
  /** The data centre that the emulator imitates. */
  readonly region: Region;
  readonly clock: () => number;
  readonly limits: Limits;
  app: App;
  readonly state: State;
  readonly calls: Call[];
  /** The pending faults, in the order in which they apply. */
  faults: readonly PlannedFault[];
  /** The number of faults planned so far, which is the `id` of the last one. */
  plannedFaults: number;
  readonly cursors: Map<string, Cursor>;
  /** The times of the calls in the rate window, by path. */
  readonly turns: Map<string, readonly number[]>;
  /** The times of the failed UserSig checks, by identifier. */
  readonly failedChecks: Map<string, readonly number[]>;
}

/** The options of a Chat. `reset` restores them. */
export interface ChatOptions {
  /** The data centre that the emulator imitates. Default: `singapore`. */
  readonly region?: Region;
  /** Replaces members of the seeded app. By default its region is the emulator's. */
  readonly app?: Partial<App>;
  /** Replaces the seeded accounts and groups. */
  readonly seed?: Seed;
  /** Returns milliseconds since 1970. Default: `Date.now`. */
  readonly clock?: () => number;
  readonly limits?: Partial<Limits>;
}

/** Creates the state of an emulator. It copies the seed, so a seed can be used again. */
export const createChat = (options: ChatOptions): Chat => {
  const region = options.region ?? 'singapore';
  const limits = { ...defaultLimits, ...options.limits };
  return {
    region,
    clock: options.clock ?? Date.now,
    limits,
    app: { region, cloudSearch: true, contactGroups: true, ...seededApp, ...options.app },
    state: populate(options.seed ?? seededState, limits),
    calls: [],
    faults: [],
    plannedFaults: 0,
    cursors: new Map(),
    turns: new Map(),
    failedChecks: new Map(),
  };
};

/** The emulator's time in Unix seconds, the unit of Chat's times. */
export const unixSeconds = ({ clock }: Chat): number => Math.floor(clock() / 1000);
