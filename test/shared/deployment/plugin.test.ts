import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { DeploymentPlugin } from '#shared/deployment/plugin';
import { requiredParameters } from '#test/shared/deployment/deployed-functions';

/** Stands for the framework's own error class, the only one that it prints without a stack trace. */
class ServerlessError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

interface FunctionBlock {
  readonly name: string;
  readonly handler: string;
  readonly timeout?: number;
  role?: Readonly<Record<string, unknown>>;
  package?: { readonly artifact: string };
}

const blockOf = (name: string): FunctionBlock => ({
  name: `chat-test-${name}`,
  handler: `functions/${name}/handler.handler`,
});

const resource = (Properties: unknown, DependsOn: unknown) => ({ Properties, DependsOn });

const createServerless = (deployment: Readonly<Record<string, unknown>> = {}) => ({
  serviceDir: fileURLToPath(new URL('../../..', import.meta.url)),
  classes: { Error: ServerlessError },
  configurationInput: { params: { default: { secretName: 'a', userClaim: 'b' }, prod: { userClaim: 'c' } } },
  service: {
    custom: { deployment: { ...requiredParameters, ...deployment } },
    functions: {
      'pin-conversations': { ...blockOf('pin-conversations'), timeout: 10 },
      'search-groups': blockOf('search-groups'),
    },
    provider: { timeout: 29, compiledCloudFormationTemplate: { Resources: {} } },
    resources: { Outputs: { Own: { Description: 'of the operator', Value: '1' } } },
  },
  getProvider: () => ({
    getRegion: () => 'eu-west-1',
    naming: {
      getStackName: () => 'chat-test',
      getLambdaLogicalId: (name: string) => `${name} lambda`,
      getLogGroupLogicalId: (name: string) => `${name} log`,
      getHttpApiRouteLogicalId: (routeKey: string) => routeKey,
    },
  }),
});

const run = async (hook: string, serverless: ConstructorParameters<typeof DeploymentPlugin>[0], param?: string) => {
  const plugin = new DeploymentPlugin(serverless, param === undefined ? {} : { param: [param] });
  await plugin.hooks[hook]?.();
  return serverless.service;
};

test('gives each function its role and the resources that its definition implies', async () => {
  const { functions, resources } = await run('initialize', createServerless({ secretName: 'chat/test' }));
  expect(functions).toMatchObject({
    'pin-conversations': { role: { 'Fn::GetAtt': ['PinConversationsRole', 'Arn'] } },
    'search-groups': { role: { 'Fn::GetAtt': ['SearchGroupsRole', 'Arn'] } },
  });
  expect(resources).toMatchObject({
    Resources: {
      PinConversationsQueue: { Properties: { QueueName: 'chat-test-pin-conversations', VisibilityTimeout: 60 } },
      SearchGroupsRule: {},
    },
    Outputs: { EventBusName: {}, Own: { Value: '1' } },
    extensions: { 'POST /v4/group_search/search': { Properties: { AuthorizationType: 'AWS_IAM' } } },
  });
  expect(JSON.stringify(resources)).toContain(':secret:chat/test-??????');
});

test('gives the framework the retention of the logs', async () => {
  const { provider } = await run('initialize', createServerless({ logRetentionInDays: '7' }));
  expect(provider.logRetentionInDays).toBe(7);
});

test('rejects a wrong parameter in one line', async () => {
  const refused = run('initialize', createServerless({ userClaim: 'a b' }));
  await expect(refused).rejects.toThrow(ServerlessError);
  await expect(refused).rejects.toThrow(/^Parameter userClaim is "a b"; expected the name of a claim\.$/);
});

test.each(['secretNam=chat', 'secretNam'])(
  'rejects the misspelt parameter %s and lists the known ones',
  async (param) => {
    await expect(run('initialize', createServerless(), param)).rejects.toThrow(
      /^There is no parameter secretNam\. The parameters are secretName, userClaim\.$/,
    );
  },
);

test('rejects a misspelt parameter of a stage', async () => {
  const serverless = createServerless();
  const configurationInput = { params: { ...serverless.configurationInput.params, prod: { userClam: 'c' } } };
  await expect(run('initialize', { ...serverless, configurationInput })).rejects.toThrow('no parameter userClam');
});

test.each(['before:package:createDeploymentArtifacts', 'before:package:function:package'])(
  '%s packs the current sources',
  async (hook) => {
    const folder = await mkdtemp(join(tmpdir(), 'plugin-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const source = join(folder, 'functions/a/handler.ts');
    await mkdir(dirname(source), { recursive: true });
    const packed = async (text: string): Promise<Buffer> => {
      await writeFile(source, text);
      const serverless = createServerless();
      const service = { ...serverless.service, functions: { a: blockOf('a') } };
      const { functions } = await run(hook, { ...serverless, serviceDir: folder, service });
      return readFile(functions.a?.package?.artifact ?? '');
    };
    const first = await packed('export const handler = 1;');
    expect(first.includes('functions/a/handler.mjs')).toBe(true);
    expect(await packed('export const handler = 2;')).not.toEqual(first);
    expect(await packed('export const handler = 1;')).toEqual(first);
  },
);

test('leaves the role of a function that is deployed alone unchanged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plugin-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'functions/a'), { recursive: true });
  await writeFile(join(folder, 'functions/a/handler.ts'), '');
  const serverless = createServerless();
  const service = { ...serverless.service, functions: { a: { ...blockOf('a'), role: {} } } };
  const { functions } = await run('before:package:function:package', { ...serverless, serviceDir: folder, service });
  expect(functions.a).not.toHaveProperty('role');
});

test('removes only the dependencies that a reference implies', async () => {
  const serverless = createServerless();
  const Resources = {
    Route: resource({ Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] } }, 'Integration'),
    Function: resource({ Role: { 'Fn::GetAtt': ['Role', 'Arn'] } }, ['LogGroup', 'Role']),
    Mapping: resource({ ApiId: { Ref: 'HttpApiStage' } }, ['HttpApi']),
    Policy: resource(undefined, ['Bucket']),
    Bucket: resource(undefined, undefined),
  };
  const provider = { ...serverless.service.provider, compiledCloudFormationTemplate: { Resources } };
  const service = { ...serverless.service, provider };
  await run('after:aws:package:finalize:mergeCustomProviderResources', { ...serverless, service });
  expect(Resources.Route).not.toHaveProperty('DependsOn');
  expect(Resources.Function.DependsOn).toEqual(['LogGroup']);
  expect(Resources.Mapping.DependsOn).toEqual(['HttpApi']);
  expect(Resources.Policy.DependsOn).toEqual(['Bucket']);
  expect(Resources.Bucket).not.toHaveProperty('DependsOn');
});
