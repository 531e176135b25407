import { createChatClient } from '#shared/chat/client';
import { systemClock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import { createCredentials } from '#shared/credentials/credentials';
import type { ReadSecret } from '#shared/credentials/secret';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { isRecord } from '#shared/json/is-record';
import { type Region, regions } from '#shared/regions';

/** The fields of a request or an answer. */
export type Fields = Readonly<Record<string, unknown>>;

/** Calls Chat as the functions do, with retries, rate and signature. */
export interface LiveChat {
  readonly credential: Credential;
  /** Where Chat is: the region's domain. */
  readonly url: string;
  /**
   * Calls an API once and returns its answer.
   *
   * @throws {Failure} whatever goes wrong
   */
  call(api: Api, request: Fields): Promise<Fields>;
  /** The same Chat account in another data centre. */
  inRegion(region: Region): LiveChat;
}

/** Another address for a region's Chat, for a Chat on this machine. */
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
      const { value } = await clientOf(api).call({ request, deadline: Date.now() + patience });
      return isRecord(value) ? value : {};
    },
    inRegion: (region) => createLiveChat({ ...credential, region }, baseUrlOf),
  };
};

/** The objects in a list of an answer; none where there is no such list. */
export const itemsIn = (answer: Fields, field: string): readonly Fields[] => {
  const list = answer[field];
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

const mostPages = 50;

/**
 * Reads a list of which each answer holds one page.
 *
 * @throws {Failure} whatever goes wrong, also when 50 pages are not the whole list
 */
export const readList = async (
  chat: LiveChat,
  api: Api,
  { field, request }: { readonly field: string; readonly request: Fields },
): Promise<readonly Fields[]> => {
  const items: Fields[] = [];
  let next = request;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await chat.call(api, next);
    items.push(...itemsIn(answer, field));
    if (!api.paging || answer[api.paging.last.field] === api.paging.last.is) return items;
    const positions = Object.entries(api.paging.carry).map(([from, to]) => [to, answer[from]]);
    next = { ...request, ...Object.fromEntries(positions) };
  }
  throw new Failure('LimitExceeded', `The list has more than ${mostPages} pages.`);
};
