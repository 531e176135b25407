import type { Api } from '#shared/define-api';
import type { Answer } from '#test/emulator/answer';
import { createContactGroup } from '#test/emulator/apis/create-contact-group';
import { deleteContactGroup } from '#test/emulator/apis/delete-contact-group';
import { deleteConversation } from '#test/emulator/apis/delete-conversation';
import { listContactGroups } from '#test/emulator/apis/list-contact-groups';
import { listConversations } from '#test/emulator/apis/list-conversations';
import { listHiddenFromSearch } from '#test/emulator/apis/list-hidden-from-search';
import { markConversations } from '#test/emulator/apis/mark-conversations';
import { pinConversations } from '#test/emulator/apis/pin-conversations';
import { searchContactGroups } from '#test/emulator/apis/search-contact-groups';
import { searchGroupMembers } from '#test/emulator/apis/search-group-members';
import { searchGroups } from '#test/emulator/apis/search-groups';
import { searchUsers } from '#test/emulator/apis/search-users';
import { setSearchVisibility } from '#test/emulator/apis/set-search-visibility';
import { updateContactGroup } from '#test/emulator/apis/update-contact-group';
import { tooFrequent } from '#test/emulator/choices';

/** What the emulator has of an API from its page: the behaviour, and the "maximum call frequency". */
interface Documented {
  readonly callsPerSecond: number;
  readonly answer: Answer;
}

const documented = (callsPerSecond: number, answers: Readonly<Record<string, Answer>>) =>
  Object.entries(answers).map(([path, answer]): [string, Documented] => [path, { callsPerSecond, answer }]);

const documentedApis: ReadonlyMap<string, Documented> = new Map([
  ...documented(200, {
    '/v4/recentcontact/get_list': listConversations,
    '/v4/recentcontact/top': pinConversations,
    '/v4/recentcontact/delete': deleteConversation,
    '/v4/recentcontact/create_contact_group': createContactGroup,
    '/v4/recentcontact/update_contact_group': updateContactGroup,
    '/v4/recentcontact/del_contact_group': deleteContactGroup,
    '/v4/recentcontact/get_contact_group': listContactGroups,
    '/v4/recentcontact/search_contact_group': searchContactGroups,
    '/v4/recentcontact/mark_contact': markConversations,
  }),
  ...documented(2, {
    '/v4/group_search/search': searchGroups,
    '/v4/user_search/search': searchUsers,
    '/v4/group_member_search/search': searchGroupMembers,
    '/v4/im_open_search/set_visibility': setSearchVisibility,
    '/v4/im_open_search/get_no_visibility': listHiddenFromSearch,
  }),
]);

/** The parts of a definition that the emulator uses. Everything else it takes from Chat's pages on its own. */
export type DefinedApi = Pick<Api, 'name' | 'path' | 'errorCodes' | 'invalidRequestCode'>;

/** An API of the emulator: data from its definition, and its rate and behaviour. */
export interface ServedApi extends Documented {
  readonly path: string;
  /** The error code of a call over the rate. */
  readonly tooFrequent: number;
  /** The error code of an invalid body. */
  readonly invalidRequestCode: number;
}

/** The APIs of the emulator by path, and the names of the definitions without a behaviour. */
export interface ApisByPath {
  readonly served: ReadonlyMap<string, ServedApi>;
  readonly withoutBehaviour: readonly string[];
}

/** Joins each definition with the rate and behaviour of its path. */
export const apisByPath = (definitions: readonly DefinedApi[]): ApisByPath => {
  const served = new Map<string, ServedApi>();
  const withoutBehaviour: string[] = [];
  for (const { name, path, errorCodes, invalidRequestCode } of definitions) {
    const api = documentedApis.get(path);
    if (!api) withoutBehaviour.push(name);
    else served.set(path, { ...api, path, tooFrequent: tooFrequent(errorCodes), invalidRequestCode });
  }
  return { served, withoutBehaviour };
};
