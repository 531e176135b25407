import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Api } from '#shared/define-api';
import { type DeployedFunction, nameResources } from '#shared/deployment/deployed-function';
import { readParameters } from '#shared/deployment/parameters';

const naming = {
  getLambdaLogicalId: (name: string) => `lambda of ${name}`,
  getLogGroupLogicalId: (name: string) => `log of ${name}`,
  getHttpApiRouteLogicalId: (routeKey: string) => `route of ${routeKey}`,
};

const deploy = (api: Api): DeployedFunction =>
  nameResources({ api, name: `chat-dev-${api.name}`, timeout: 29 }, naming);

/** A function that changes something, of a high rate. */
export const pinning = deploy(pinConversations);

/** A function that only reads, of a low rate. */
export const searching = deploy(searchGroups);

/** Parameters as few as there can be, and those given here. */
export const parametersWith = (given: Readonly<Record<string, unknown>> = {}) =>
  readParameters({
    secretName: 'chat/dev',
    userClaim: 'sub',
    logRetentionInDays: 30,
    reserveConcurrency: true,
    buildFolder: '.esbuild/package',
    ...given,
  });
