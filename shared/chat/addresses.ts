import { type Region, regions } from '#shared/regions';

/** The addresses at which this process reaches Chat. */
export interface Addresses {
  /** The current address, such as `https://adminapisgp.im.qcloud.com`. */
  inUse(region: Region): string;
  /** Moves every later call to the region's other address, because this one gave no HTTP answer. */
  leave(address: string): void;
}

/**
 * Chooses between a region's domain and its standby for all calls of the process. It stays with an address until that
 * one gives no HTTP answer. Concurrent calls that fail at the same address cause only one move.
 *
 * @param baseUrl replaces both addresses, if given
 */
export const createAddresses = (baseUrl: string | undefined): Addresses => {
  let left: string | undefined;
  return {
    inUse: (region) => {
      const { domain, standby } = regions[region];
      return baseUrl ?? (left === `https://${domain}` ? `https://${standby}` : `https://${domain}`);
    },
    leave: (address) => {
      left = address;
    },
  };
};
