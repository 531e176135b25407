import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { loadApis } from '#test/local/load-apis';
import { packageFunctions } from '#test/local/package-functions';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});

const attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });
const policiesSchema = z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(z.unknown()) }) }));

const apis = await loadApis();
let service: string;
let packaged: string;
let template: z.infer<typeof templateSchema>;

beforeAll(async () => {
  service = await mkdtemp(join(tmpdir(), 'package-'));
  packaged = await packageFunctions(service, ['--stage', 'test']);
  const text = await readFile(join(packaged, 'cloudformation-template-update-stack.json'), 'utf8');
  template = z.parse(templateSchema, JSON.parse(text));
}, 120_000);

afterAll(() => rm(service, { recursive: true, force: true }));

function properties(type: string): Record<string, unknown>[] {
  const resources = Object.values(template.Resources).filter((resource) => resource.Type === type);
  return resources.map((resource) => resource.Properties ?? {});
}

function functionOf(name: string): Record<string, unknown> | undefined {
  return properties('AWS::Lambda::Function').find(
    (properties) => properties.FunctionName === `chat-functions-test-${name}`,
  );
}

/** The logical id of a function's role. */
function roleOf(name: string): string {
  return z.parse(attribute, functionOf(name)?.Role)['Fn::GetAtt'][0];
}

/** The names in the central directory of a zip without a comment. */
function entriesOf(zip: Buffer): string[] {
  const end = zip.length - 22;
  const names: string[] = [];
  let offset = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = zip.readUInt16LE(offset + 28);
    names.push(zip.toString('utf8', offset + 46, offset + 46 + nameLength));
    offset += 46 + nameLength + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  }
  return names;
}

test('there is one zip per function', async () => {
  const zips = (await readdir(packaged)).filter((name) => name.endsWith('.zip'));
  expect(zips.toSorted()).toEqual(apis.map(({ name }) => `${name}.zip`));
});

test.each(apis)('the zip of $name holds its bundle and nothing else', async ({ name }) => {
  const zip = await readFile(join(packaged, `${name}.zip`));
  expect(entriesOf(zip)).toEqual([`functions/${name}/handler.mjs`]);
  expect(zip.length).toBeLessThan(200_000);
});

test('every API has its route, and no route is without an authorizer', () => {
  const routes = properties('AWS::ApiGatewayV2::Route');
  expect(routes.map((route) => route.RouteKey).toSorted()).toEqual(apis.map(({ path }) => `POST ${path}`).toSorted());
  expect(new Set(routes.map((route) => route.AuthorizationType))).toEqual(new Set(['AWS_IAM']));
});

test.each(apis)('$name runs on Node 24 and knows the name of the secret', ({ name }) => {
  expect(functionOf(name)).toMatchObject({
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: `functions/${name}/handler.handler`,
    Environment: { Variables: { CHAT_SECRET_ID: 'chat-functions/test' } },
  });
});

test.each(apis)('the role of $name may read the secret, write its own log and send traces', ({ name }) => {
  const role = template.Resources[roleOf(name)]?.Properties;
  const logGroups = Object.entries(template.Resources).filter(
    ([, { Properties }]) => Properties?.LogGroupName === `/aws/lambda/chat-functions-test-${name}`,
  );
  expect(logGroups).toHaveLength(1);
  expect(role?.ManagedPolicyArns).toBeUndefined();
  expect(z.parse(policiesSchema, role?.Policies).flatMap((policy) => policy.PolicyDocument.Statement)).toEqual([
    {
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: { 'Fn::Sub': expect.stringMatching(/:secret:chat-functions\/test-\?{6}$/) },
    },
    { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': [logGroups[0]?.[0], 'Arn'] },
    },
  ]);
});

test('no two functions share a role, and there is no other', () => {
  const roles = Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === 'AWS::IAM::Role');
  expect(apis.map(({ name }) => roleOf(name)).toSorted()).toEqual(roles.toSorted());
});
