import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { deployFunctions } from '#test/e2e/deployed-functions';
import { startLoadBalancerKeys } from '#test/e2e/load-balancer-keys';
import { startEmulator } from '#test/emulator/start-emulator';
import { gatewayEvents } from '#test/events/gateway-events';
import { claims, loadBalancerArn, tokenOf } from '#test/events/load-balancer-token';
import { loadApis } from '#test/load-apis';
import { packageFunctions } from '#test/local/package-functions';
import { at, type PackagedTemplate, readTemplate } from '#test/package/packaged-template';
import { breachesOf } from '#test/package/template-rules';
import { unzip } from '#test/package/unzip';
import { readSampleText } from '#test/read-sample';

const region = 'eu-west-1';
const key = `arn:aws:kms:${region}:123456789012:key/0b1c2d3e`;
const everyParameter = {
  secretName: 'chat/prod',
  secretKeyArn: key,
  queueKeyArn: key,
  jwtIssuer: 'https://issuer.example.com/',
  jwtAudience: 'chat',
  userClaim: 'user_id',
  searchScope: 'chat/chat:search',
  adminScope: 'chat/chat:admin',
  loadBalancerArn: `arn:aws:elasticloadbalancing:${region}:123456789012:loadbalancer/app/chat/0b1c2d3e`,
  corsOrigins: 'https://app.example.com',
  eventBusName: 'default',
  alarmTopicArn: `arn:aws:sns:${region}:123456789012:alarms`,
  logRetentionInDays: '7',
  reserveConcurrency: 'true',
};

/** What a shim exits with when nothing is behind it. */
const notFound = 127;

const apis = await loadApis();
const folders: string[] = [];

const packageWith = async (options: readonly string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'package-'));
  folders.push(folder);
  return packageFunctions(folder, options);
};

const templateFileIn = (packaged: string): string => join(packaged, 'cloudformation-template-update-stack.json');
const readTemplateIn = async (packaged: string): Promise<unknown> =>
  JSON.parse(await readFile(templateFileIn(packaged), 'utf8'));

let packaged: string;
let template: PackagedTemplate;

beforeAll(async () => {
  packaged = await packageWith(['--stage', 'test']);
  template = readTemplate(await readTemplateIn(packaged));
}, 120_000);

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const functionOf = (name: string): unknown =>
  template
    .ofType('AWS::Lambda::Function')
    .find(({ properties }) => at(properties, 'FunctionName') === `chat-functions-test-${name}`)?.properties;

test('there is one zip per function', async () => {
  const zips = (await readdir(packaged)).filter((name) => name.endsWith('.zip'));
  expect(zips.toSorted()).toEqual(apis.map(({ name }) => `${name}.zip`));
});

test.each(apis)('the zip of $name holds its bundle and nothing else', async ({ name }) => {
  const zip = await readFile(join(packaged, `${name}.zip`));
  expect([...unzip(zip).keys()]).toEqual([`functions/${name}/handler.mjs`]);
  expect(zip.length).toBeLessThan(200_000);
});

describe('a function from its zip', () => {
  const { name, path } = pinConversations;
  const { request, answer } = readSampleText(name);

  const unpack = async (folder: string): Promise<void> => {
    for (const [file, contents] of unzip(await readFile(join(packaged, `${name}.zip`)))) {
      await mkdir(join(folder, dirname(file)), { recursive: true });
      await writeFile(join(folder, file), contents);
    }
  };

  /** Deploys the function and returns what sends it an event. */
  const deploy = async (environment: Readonly<Record<string, string>>) => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const { host, close } = await deployFunctions({
      apis: [pinConversations],
      chatUrl: emulator.url,
      environment,
      build: async (_, folder) => {
        await unpack(folder);
        return { bundle: folder, handler: `functions/${name}/handler.handler` };
      },
    });
    onTestFinished(close);
    return async (event: object): Promise<unknown> =>
      JSON.parse((await host.invoke(name, JSON.stringify({ ...event, body: request }))).payload);
  };

  const signedIn = (token: string) => {
    const event = gatewayEvents(path).loadBalancer;
    return { ...event, headers: { ...event.headers, 'x-amzn-oidc-data': token } };
  };

  test('verifies the tokens of the load balancer that it trusts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keys-'));
    folders.push(folder);
    const keys = await startLoadBalancerKeys(folder);
    onTestFinished(() => keys.close());
    const send = await deploy({ CHAT_LOAD_BALANCER_ARN: loadBalancerArn, ...keys.variables });
    expect(await send(signedIn(tokenOf()))).toMatchObject({ statusCode: 200, body: answer });
    expect(await send(signedIn(tokenOf({ ...claims, sub: 'user_0002' })))).toMatchObject({ statusCode: 403 });
    const forged = tokenOf(claims, { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey });
    expect(await send(signedIn(forged))).toMatchObject({
      statusCode: 401,
      body: expect.stringContaining("The load balancer's token has an invalid signature."),
    });
    expect(keys.asked).toEqual(['public-keys.auth.elb.eu-west-1.amazonaws.com:443']);
  });
});

test.each(apis)(
  '$name runs on Node 24 and knows the name of the secret, of the claim with the user id and of the scopes',
  ({ name }) => {
    expect(functionOf(name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: `functions/${name}/handler.handler`,
      Environment: {
        Variables: {
          CHAT_SECRET_ID: 'chat-functions/test',
          CHAT_USER_CLAIM: 'sub',
          CHAT_SEARCH_SCOPE: 'chat:search',
          CHAT_ADMIN_SCOPE: 'chat:admin',
          POWERTOOLS_SERVICE_NAME: 'chat-functions-test',
        },
      },
    });
  },
);

test('every API has its route, and there is no other', () => {
  const routes = template.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => at(properties, 'RouteKey'));
  expect(routes.toSorted()).toEqual(apis.map(({ path }) => `POST ${path}`).toSorted());
});

describe('with every parameter', () => {
  let withEvery: string;

  beforeAll(async () => {
    const given = Object.entries(everyParameter).map(([name, value]) => `--param=${name}=${value}`);
    withEvery = await packageWith(['--stage', 'prod', '--region', region, ...given]);
  }, 120_000);

  test('the template breaks no rule, and is another one', async () => {
    const other = await readTemplateIn(withEvery);
    expect(breachesOf(other, apis)).toEqual([]);
    const { ofType, text } = readTemplate(other);
    expect(ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => at(properties, 'AuthorizationType'))).toEqual(
      apis.map(() => 'JWT'),
    );
    expect(ofType('AWS::Events::EventBus')).toEqual([]);
    const given = Object.entries(everyParameter).filter(
      ([name]) => !['logRetentionInDays', 'reserveConcurrency'].includes(name),
    );
    for (const [, value] of given) expect(text).toContain(value);
    expect(text).toContain('"RetentionInDays":7');
    expect(text).toContain('"ReservedConcurrentExecutions":2');
  });

  test('cfn-lint finds nothing in either template', async ({ skip }) => {
    const templates = [packaged, withEvery].map(templateFileIn);
    try {
      const { stdout } = await promisify(execFile)('cfn-lint', templates);
      expect(stdout).toBe('');
    } catch (error) {
      if (at(error, 'code') !== 'ENOENT' && at(error, 'code') !== notFound) throw error;
      console.warn('SKIPPED: cfn-lint is not installed, so nobody but our own rules has looked at the templates.');
      skip('cfn-lint is not installed');
    }
  }, 60_000);
});

test('a wrong parameter stops the packaging with a line that names it', async () => {
  await expect(packageWith(['--param=userClaim=a b'])).rejects.toMatchObject({
    stdout: expect.stringMatching(/^Parameter userClaim is "a b"; expected .*$/m),
  });
}, 60_000);

test('a parameter that there is not stops the packaging with a line that names it', async () => {
  await expect(packageWith(['--param=secretNam=a'])).rejects.toMatchObject({
    stdout: expect.stringMatching(/^There is no parameter secretNam\. .*$/m),
  });
}, 60_000);

test('the output with the address of the HTTP API has its documented name', async () => {
  const outputs = at(await readTemplateIn(packaged), 'Outputs');
  expect(at(outputs, 'HttpApiUrl', 'Value')).toMatchObject({ 'Fn::Join': expect.anything() });
});

test('a stack stays far below the 500 resources that CloudFormation takes', () => {
  expect(template.resources.length).toBeLessThanOrEqual(300);
});
