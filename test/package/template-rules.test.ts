import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRecord } from '#shared/json/is-record';
import { loadApis } from '#test/load-apis';
import { packageFunctions } from '#test/local/package-functions';
import { breachesOf, type RuleName } from '#test/package/template-rules';

/** Where in the resources a template is changed, and what stands there then; nothing where that is `undefined`. */
type Breach = readonly [path: readonly [string, ...(string | number)[]], value?: unknown];

const apis = await loadApis();
let folder: string;
let template: unknown;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
  const packaged = await packageFunctions(folder);
  template = JSON.parse(await readFile(join(packaged, 'cloudformation-template-update-stack.json'), 'utf8'));
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const lambda = 'SearchDashgroupsLambdaFunction';
const route = 'HttpApiRoutePostV4GroupsearchSearch';
const role = 'SearchGroupsRole';
const queue = 'PinConversationsQueue';
const mapping = 'PinConversationsQueueMapping';
const invocations = 'SearchGroupsAsynchronousInvocations';
const rule = 'SearchGroupsRule';
const statement = [role, 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement'] as const;
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const authorizer = {
  Type: 'AWS::ApiGatewayV2::Authorizer',
  Properties: { AuthorizerType: 'REQUEST', IdentitySource: [] },
};

/** Ways to break a rule that it has to notice. */
const breaches: Readonly<Record<RuleName, readonly Breach[]>> = {
  'a route has an authoriser': [
    [[route, 'Properties', 'AuthorizationType']],
    [[route, 'Properties', 'AuthorizationType'], 'NONE'],
    [[route, 'Properties', 'AuthorizationType'], 'JWT'],
    [['OpenRoute'], { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey: 'POST /open' } }],
  ],
  'a function URL asks for a signature': [[['Url'], { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE' } }]],
  'a service may call a function or fill a queue only for a resource that is named': [
    [['SearchGroupsRulePermission', 'Properties', 'SourceArn']],
    [['SearchDashgroupsLambdaPermissionHttpApi', 'Properties', 'SourceArn']],
    [['PinConversationsQueuePolicy', 'Properties', 'PolicyDocument', 'Statement', 1, 'Condition']],
  ],
  'scripts may call from named origins only': [
    [['HttpApi', 'Properties', 'CorsConfiguration'], { AllowOrigins: ['*'] }],
    [['HttpApi', 'Properties', 'CorsConfiguration'], { AllowOrigins: ['https://*'] }],
  ],
  'a function has a role of its own': [
    [[lambda, 'Properties', 'Role'], arn('PinConversationsRole')],
    [[lambda, 'Properties', 'Role'], 'arn:aws:iam::123456789012:role/all'],
    [['IamRoleLambdaExecution'], { Type: 'AWS::IAM::Role', Properties: {} }],
  ],
  'a role has no rights but those written in it': [
    [[role, 'Properties', 'ManagedPolicyArns'], ['arn:aws:iam::aws:policy/AdministratorAccess']],
    [['Policy'], { Type: 'AWS::IAM::Policy', Properties: {} }],
    [['Policy'], { Type: 'AWS::IAM::ManagedPolicy', Properties: {} }],
  ],
  'a role allows nothing on everything': [
    [[...statement, 2, 'Resource'], '*'],
    [[...statement, 2, 'Resource'], ['arn:aws:secretsmanager:*:*:secret:chat']],
    [[...statement, 2, 'Resource']],
    [[...statement, 3, 'Action'], 'sqs:*'],
    [
      [...statement, 1, 'Action'],
      ['xray:PutTraceSegments', 'sqs:SendMessage'],
    ],
    [[...statement, 9], { Effect: 'Allow', NotAction: 'iam:PassRole', Resource: '*' }],
  ],
  'a role reaches no queue and no log of another function': [
    [[...statement, 9], { Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: arn('PinConversationsQueue') }],
    [[...statement, 0, 'Resource'], [arn('PinDashconversationsLogGroup')]],
  ],
  'routes are throttled to the rates of the definitions': [
    [['HttpApiStage', 'Properties', 'DefaultRouteSettings', 'ThrottlingRateLimit'], 200],
    [['HttpApiStage', 'Properties', 'RouteSettings', 'POST /v4/group_search/search', 'ThrottlingRateLimit'], 3],
    [['HttpApiStage', 'Properties', 'RouteSettings', 'POST /v4/group_search/search', 'ThrottlingBurstLimit'], 20],
    [['HttpApiStage', 'Properties', 'RouteSettings', 'POST /v4/recentcontact/top']],
  ],
  'every asynchronous way in ends in a dead-letter queue': [
    [[invocations]],
    [[invocations, 'Properties', 'DestinationConfig', 'OnFailure']],
    [[invocations, 'Properties', 'DestinationConfig', 'OnFailure', 'Destination'], arn('EventBus')],
    [[rule, 'Properties', 'Targets', 0, 'DeadLetterConfig']],
    [[queue, 'Properties', 'RedrivePolicy']],
    [[queue, 'Properties', 'RedrivePolicy', 'maxReceiveCount']],
  ],
  'answers go to the bus where a function has no queue, and nowhere else': [
    [[invocations, 'Properties', 'DestinationConfig', 'OnSuccess']],
    [
      ['PinConversationsAsynchronousInvocations', 'Properties', 'DestinationConfig', 'OnSuccess'],
      { Destination: arn('EventBus') },
    ],
    [[...statement, 4, 'Action'], ['events:DescribeEventBus']],
    [
      ['PinConversationsRole', 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement', 9],
      { Effect: 'Allow', Action: 'events:PutEvents', Resource: arn('EventBus') },
    ],
  ],
  'a function has a queue where a call sets an end state, and its events go there; any other is invoked': [
    [[mapping]],
    [[mapping, 'Properties', 'FunctionName'], { Ref: lambda }],
    [[rule, 'Properties', 'Targets', 0, 'Arn'], arn(queue)],
    [['PinConversationsRule', 'Properties', 'Targets', 0, 'Arn'], arn('PinDashconversationsLambdaFunction')],
    [[rule]],
  ],
  'a call that adds is invoked once': [
    [['CreateContactGroupAsynchronousInvocations', 'Properties', 'MaximumRetryAttempts']],
    [['CreateContactGroupAsynchronousInvocations', 'Properties', 'MaximumRetryAttempts'], 1],
  ],
  'a queue is encrypted and refuses calls without TLS': [
    [[queue, 'Properties', 'SqsManagedSseEnabled'], false],
    [['DeadLetterQueue', 'Properties', 'SqsManagedSseEnabled']],
    [['PinConversationsQueuePolicy']],
    [['PinConversationsQueuePolicy', 'Properties', 'PolicyDocument', 'Statement', 0, 'Condition']],
    [['PinConversationsQueuePolicy', 'Properties', 'PolicyDocument', 'Statement', 0, 'Effect'], 'Allow'],
  ],
  'a queue feeds its function in bounds and learns which messages failed': [
    [[mapping, 'Properties', 'FunctionResponseTypes']],
    [[mapping, 'Properties', 'ScalingConfig']],
    [[queue, 'Properties', 'VisibilityTimeout'], 173],
    [[queue, 'Properties', 'VisibilityTimeout']],
  ],
  'no secret is in the template': [
    [['Secret'], { Type: 'AWS::SecretsManager::Secret', Properties: {} }],
    [[lambda, 'Properties', 'Environment', 'Variables', 'CHAT_SECRET_KEY'], 'x'],
    [[lambda, 'Properties', 'Environment', 'Variables', 'CHAT_SECRET_ID'], 'fa4e'.repeat(16)],
    [[lambda, 'Properties', 'Environment', 'Variables', 'CHAT_SECRET_ID'], '{{resolve:secretsmanager:chat/dev}}'],
  ],
  'logs are JSON and do not stay for ever': [
    [['SearchDashgroupsLogGroup', 'Properties', 'RetentionInDays']],
    [['HttpApiLogGroup', 'Properties', 'RetentionInDays']],
    [['SearchDashgroupsLogGroup']],
    [[lambda, 'Properties', 'LoggingConfig']],
  ],
  'a function runs on what it is tested on, traced, and ends before the gateway gives up': [
    [[lambda, 'Properties', 'Runtime'], 'nodejs22.x'],
    [[lambda, 'Properties', 'Architectures']],
    [[lambda, 'Properties', 'TracingConfig']],
    [[lambda, 'Properties', 'Timeout'], 30],
    [[lambda, 'Properties', 'Timeout']],
  ],
  'every queue where failures end has an alarm, and the dashboard shows each alarm': [
    [['DeadLettersAlarm']],
    [['FailedEventsAlarm', 'Properties', 'Dimensions', 0, 'Value'], 'another'],
    [[queue, 'Properties', 'RedrivePolicy', 'deadLetterTargetArn'], arn(queue)],
    [['FailingAlarm', 'Properties', 'AlarmName'], 'failing'],
    [['Dashboard']],
  ],
  'no resource says a dependency twice': [
    [
      [lambda, 'DependsOn'],
      ['SearchDashgroupsLogGroup', role],
    ],
    [[route, 'DependsOn'], 'HttpApi'],
  ],
  'names are not longer than AWS takes them': [
    [[lambda, 'Properties', 'FunctionName'], 'x'.repeat(65)],
    [[queue, 'Properties', 'QueueName'], 'x'.repeat(81)],
  ],
};

const change = (container: unknown, [name, ...rest]: readonly (string | number)[], value: unknown): void => {
  if (name === undefined || !(isRecord(container) || Array.isArray(container)))
    throw new Error('There is nothing there.');
  if (rest.length > 0) change(Reflect.get(container, name), rest, value);
  else if (value === undefined) Reflect.deleteProperty(container, name);
  else Reflect.set(container, name, value);
};

const broken = ([path, value]: Breach): unknown => {
  const copy: unknown = structuredClone(template);
  change(copy, ['Resources', ...path], value);
  return copy;
};

test('what is packaged breaks no rule', () => {
  expect(breachesOf(template, apis)).toEqual([]);
});

describe.each(Object.entries(breaches))('%s', (name, ways) => {
  test.each(ways.map((breach) => [JSON.stringify(breach).slice(0, 120), breach] as const))(
    'notices %s',
    (_, breach) => {
      expect(breachesOf(broken(breach), apis)).toContainEqual(expect.stringMatching(new RegExp(`^${name}: .`)));
    },
  );
});

test('a token of a named issuer is as good as a signature, and no other authoriser is', () => {
  const withAuthorizer = (properties: object) => {
    const copy = broken([['Authorizer'], { ...authorizer, Properties: properties }]);
    change(copy, ['Resources', route, 'Properties', 'AuthorizationType'], 'JWT');
    change(copy, ['Resources', route, 'Properties', 'AuthorizerId'], { Ref: 'Authorizer' });
    return breachesOf(copy, apis);
  };
  const JwtConfiguration = { Issuer: 'https://issuer.example.com', Audience: ['chat'] };
  expect(withAuthorizer({ AuthorizerType: 'JWT', JwtConfiguration })).toEqual([]);
  expect(
    withAuthorizer({ AuthorizerType: 'JWT', JwtConfiguration: { ...JwtConfiguration, Audience: [] } }),
  ).toHaveLength(1);
  expect(withAuthorizer({ AuthorizerType: 'REQUEST', JwtConfiguration })).toHaveLength(1);
});
