import { createContactGroup } from '#functions/create-contact-group/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Api } from '#shared/define-api';
import { type DeployedFunction, nameResources } from '#shared/deployment/deployed-function';
import { readParameters } from '#shared/deployment/parameters';

/** The parameters that are required. */
export const requiredParameters = {
  secretName: 'chat/dev',
  userClaim: 'sub',
  searchScope: 'chat:search',
  adminScope: 'chat:admin',
  logRetentionInDays: 30,
  reserveConcurrency: false,
} as const;

const naming = {
  getLambdaLogicalId: (name: string) => `lambda of ${name}`,
  getLogGroupLogicalId: (name: string) => `log of ${name}`,
  getHttpApiRouteLogicalId: (routeKey: string) => `route of ${routeKey}`,
};

const deploy = (api: Api): DeployedFunction =>
  nameResources({ api, name: `chat-dev-${api.name}`, timeout: 29 }, naming);

/** A function that sets a state, with a high rate. */
export const pinning = deploy(pinConversations);

/** A function that reads, with a low rate. */
export const searching = deploy(searchGroups);

/** A function that adds. */
export const creating = deploy(createContactGroup);

/** The required parameters and those given here, checked for a deployment to `eu-west-1`. */
export const parametersWith = (given: Readonly<Record<string, unknown>> = {}) =>
  readParameters({ ...requiredParameters, ...given }, 'eu-west-1');
