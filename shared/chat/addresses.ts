import { type Region, regions } from '#shared/regions';

/** Where this process reaches Chat. */
export interface Addresses {
  /** The address in use, such as `https://adminapisgp.im.qcloud.com`. */
  inUse(region: Region): string;
  /** Moves every later call to the other address of the region, because this one gave no HTTP answer. */
  leave(address: string): void;
}

/**
 * Makes the choice between a region's domain and its standby, which holds for all calls of the process. It stays with an
 * address until that one gives no HTTP answer; concurrent calls that fail at the same address move once.
 *
 * @param baseUrl the only address, if there is one
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
