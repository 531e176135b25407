import { createChatClient } from '#shared/chat/client';
import { systemClock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import { createCredentials } from '#shared/credentials/credentials';
import type { ReadSecret } from '#shared/credentials/secret';
import type { Api } from '#shared/define-api';
import { asFailure, type Failure } from '#shared/failures/failure';
import { isRecord } from '#shared/json/is-record';
import { type Region, regions } from '#shared/regions';

/** What came of a call: the fields of the answer, or the failure. */
export type Result = { readonly answer: Readonly<Record<string, unknown>> } | { readonly failure: Failure };

/** Calls Chat as the functions do, with retries, rate and signature. */
export interface LiveChat {
  readonly credential: Credential;
  /** Where Chat is: the region's domain. */
  readonly url: string;
  call(api: Api, request: Readonly<Record<string, unknown>>): Promise<Result>;
  /** The same Chat account in another data centre. */
  inRegion(region: Region): LiveChat;
}

/** Another address for a region's Chat, for tests. */
export type BaseUrlOf = (region: Region) => string | undefined;

/** Milliseconds for one call with its retries. */
const patience = 20_000;

/** Makes the connection to Chat that the live check uses. */
export const createLiveChat = (credential: Credential, baseUrlOf: BaseUrlOf): LiveChat => {
  const baseUrl = baseUrlOf(credential.region);
  const clients = new Map<Api, ReturnType<typeof createChatClient>>();
  const clientOf = (api: Api) => {
    const client = clients.get(api) ?? createChatClient({ api, credentials, clock: systemClock, baseUrl });
    clients.set(api, client);
    return client;
  };
  const readSecret: ReadSecret = async (stage) => (stage === 'AWSCURRENT' ? credential : undefined);
  const credentials = createCredentials({ readSecret, clock: systemClock });

  return {
    credential,
    url: baseUrl ?? `https://${regions[credential.region].domain}`,
    call: async (api, request) => {
      try {
        const answer = (await clientOf(api).call({ request, deadline: Date.now() + patience })).value;
        return { answer: isRecord(answer) ? answer : {} };
      } catch (error) {
        return { failure: asFailure(error) };
      }
    },
    inRegion: (region) => createLiveChat({ ...credential, region }, baseUrlOf),
  };
};
