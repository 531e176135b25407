import fc from 'fast-check';
import type { Api } from '#shared/define-api';
import { fuzzedApis } from '#test/fuzz/requests';
import { readSample } from '#test/read-sample';

/** An API under load. */
export interface SoakedApi {
  readonly api: Api;
  /** The field that names the user a call is made for, where the API has one. */
  readonly userField?: string;
  /** Makes a request as JSON, for a user where the API has one. */
  request(user: string): string;
}

/** Of the requests: those that are the documented sample, for another user. The others are made from the schema. */
const share = 0.7;

/** All APIs, with requests made from their definitions. */
export const soakedApis: readonly SoakedApi[] = fuzzedApis.map(({ api, requests }) => {
  const { request: sample } = readSample(api.name);
  const made = fc.sample(requests, { numRuns: 200, seed: 1 });
  const [userField] = 'user' in api.access ? [api.access.user] : [];
  return {
    api,
    ...(userField !== undefined && { userField }),
    request: (user) => {
      const request = Math.random() < share ? sample : made[Math.floor(Math.random() * made.length)];
      return JSON.stringify(userField === undefined ? request : { ...Object(request), [userField]: user });
    },
  };
});
