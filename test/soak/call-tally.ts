import type { Call } from '#test/emulator/chat';
import { lastingFaults } from '#test/soak/fault-injector';
import { createSlidingCount } from '#test/soak/sliding-count';

/** What Chat has seen of one API. */
export interface PathTally {
  calls: number;
  /** Calls that a fault has answered. */
  faults: number;
  /** Faults that their callers were to see, by the HTTP status. */
  readonly lasting: Record<number, number>;
  /** Calls with a signature that does not hold. */
  badSignatures: number;
  /** Calls that Chat itself refused for its rate, or locked out. */
  refusals: number;
  /** The users that calls were carried out for: what the requests name as `To_Account`. */
  readonly servedPeers: Set<string>;
}

const refusalCodes = [60007, 60018, 70050];

/** The users that a request names. */
export const peersOf = (text: string): readonly string[] =>
  [...text.matchAll(/"To_Account":"([^"]+)"/g)].map(([, peer = '']) => peer);

/** Makes the account of what arrives at Chat, call by call, in the order of arrival. */
export const createCallTally = () => {
  const paths: Record<string, PathTally> = {};

  const tallyOf = (path: string): PathTally => {
    paths[path] ??= {
      calls: 0,
      faults: 0,
      lasting: {},
      badSignatures: 0,
      refusals: 0,
      servedPeers: new Set(),
    };
    return paths[path];
  };

  const arrivals = createSlidingCount();

  return {
    paths,
    /** The most calls that arrived within any second, for each path. */
    mostArrivals: arrivals.most,
    add: ({ path, arrivedAt, fault, ErrorCode, signatureHeld, bodyText }: Call): void => {
      const tally = tallyOf(path);
      tally.calls += 1;
      arrivals.add(path, arrivedAt);
      if (!signatureHeld) tally.badSignatures += 1;
      if (fault === null && ErrorCode !== null && refusalCodes.includes(ErrorCode)) tally.refusals += 1;
      if (ErrorCode === 0) for (const peer of peersOf(bodyText)) tally.servedPeers.add(peer);
      if (fault === null) return;
      tally.faults += 1;
      const lasting = lastingFaults.find(
        (known) =>
          known.path === path &&
          known.fault.kind === fault &&
          (known.fault.kind !== 'code' || known.fault.ErrorCode === ErrorCode),
      );
      if (lasting) tally.lasting[lasting.status] = (tally.lasting[lasting.status] ?? 0) + 1;
    },
  };
};
