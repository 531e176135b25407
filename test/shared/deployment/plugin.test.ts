import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DeploymentPlugin } from '#shared/deployment/plugin';
import { parametersWith } from '#test/shared/deployment/deployed-functions';

/** As the framework's own: it shows the message of such an error, and the stack of any other. */
class ServerlessError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

const blockOf = (name: string): { name: string; role?: string; timeout?: number } => ({ name: `chat-test-${name}` });

const createServerless = (params: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}) => ({
  serviceDir: fileURLToPath(new URL('../../..', import.meta.url)),
  classes: { Error: ServerlessError },
  configurationInput: { params: { default: parametersWith(), ...params } },
  processedInput: { options: { param: ['secretName=chat/of=command'] } },
  service: {
    functions: {
      'pin-conversations': { ...blockOf('pin-conversations'), timeout: 10 },
      'search-groups': blockOf('search-groups'),
    },
    provider: { timeout: 29, compiledCloudFormationTemplate: { Resources: {} } },
    resources: { Outputs: { Own: { Description: 'of the operator', Value: '1' } } },
  },
  getProvider: () => ({
    getStage: () => 'test',
    naming: {
      getStackName: () => 'chat-test',
      getLambdaLogicalId: (name: string) => `${name} lambda`,
      getLogGroupLogicalId: (name: string) => `${name} log`,
      getHttpApiRouteLogicalId: (routeKey: string) => routeKey,
    },
  }),
});

const runHook = async (serverless: ReturnType<typeof createServerless>, hook = 'initialize') => {
  const { hooks } = new DeploymentPlugin(serverless);
  await hooks.initialize?.();
  await hooks[hook]?.();
  return serverless.service;
};

test('gives each function its role, and what follows from its definition', async () => {
  const { functions, resources } = await runHook(createServerless());
  expect(functions).toMatchObject({
    'pin-conversations': { role: 'PinConversationsRole' },
    'search-groups': { role: 'SearchGroupsRole' },
  });
  expect(resources).toMatchObject({
    Resources: {
      PinConversationsQueue: { Properties: { QueueName: 'chat-test-pin-conversations', VisibilityTimeout: 60 } },
      SearchGroupsQueue: { Properties: { VisibilityTimeout: 174 } },
    },
    Outputs: { EventBusName: {}, Own: { Value: '1' } },
    extensions: { 'POST /v4/group_search/search': { Properties: { AuthorizationType: 'AWS_IAM' } } },
  });
});

test('takes parameters of the command line first, then those of the stage', async () => {
  const params = { test: { secretName: 'chat/of-stage', eventBusName: 'of-stage' }, prod: { eventBusName: 'of-prod' } };
  const { resources } = await runHook(createServerless(params));
  expect(resources).toMatchObject({ Outputs: { EventBusName: { Value: 'of-stage' } } });
  expect(JSON.stringify(resources)).toContain(':secret:chat/of=command-??????');
});

test('refuses a wrong parameter in a line', async () => {
  const run = runHook(createServerless({ test: { userClaim: 'a b' } }));
  await expect(run).rejects.toThrow(ServerlessError);
  await expect(run).rejects.toThrow(/^Parameter userClaim is "a b"; expected the name of a claim\.$/);
});

test('refuses a template that breaks a rule', async () => {
  const run = runHook(createServerless(), 'after:aws:package:finalize:mergeCustomProviderResources');
  await expect(run).rejects.toThrow(ServerlessError);
  await expect(run).rejects.toThrow('pin-conversations is not deployed');
});
