import type { Api } from '#shared/define-api';
import {
  at,
  listAt,
  type PackagedResource,
  type PackagedTemplate,
  readTemplate,
} from '#test/package/packaged-template';

/** A rule about a packaged template: finds what breaks it. */
type Rule = (template: PackagedTemplate, apis: readonly Api[]) => readonly string[];

/** Seconds. An HTTP API gives up after 30. */
const longestTimeout = 29;

/** X-Ray has no resources to name. */
const namesNoResource = new Set<unknown>(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);

const environmentVariables =
  /^(?:CHAT_SECRET_ID|CHAT_USER_CLAIM|CHAT_SEARCH_SCOPE|CHAT_ADMIN_SCOPE|CHAT_LOAD_BALANCER_ARN|POWERTOOLS_\w+)$/;

/** A rule about each resource of a type: the complaints about it. */
const each =
  (
    type: string,
    complain: (
      properties: unknown,
      context: {
        readonly resource: PackagedResource;
        readonly template: PackagedTemplate;
        readonly apis: readonly Api[];
      },
    ) => readonly (string | false)[],
  ): Rule =>
  (template, apis) =>
    template
      .ofType(type)
      .flatMap((resource) =>
        complain(resource.properties, { resource, template, apis }).flatMap((complaint) =>
          complaint === false ? [] : [`${resource.id} ${complaint}`],
        ),
      );

const all =
  (...rules: readonly Rule[]): Rule =>
  (template, apis) =>
    rules.flatMap((rule) => rule(template, apis));

const statementsOf = (role: unknown): readonly unknown[] =>
  listAt(role, 'Policies').flatMap((policy) => listAt(policy, 'PolicyDocument', 'Statement'));

const allows = (statement: unknown): boolean => at(statement, 'Effect') === 'Allow';

const isWild = (statement: unknown): boolean => {
  const actions = listAt(statement, 'Action');
  const resources = listAt(statement, 'Resource');
  if (actions.length === 0 || resources.length === 0 || JSON.stringify(actions).includes('*')) return true;
  return JSON.stringify(resources).includes('*') && !actions.every((action) => namesNoResource.has(action));
};

const duplicatesOf = (values: readonly unknown[]): readonly unknown[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

const functionOf = (template: PackagedTemplate, api: Api): PackagedResource | undefined =>
  template
    .ofType('AWS::Lambda::Function')
    .find(({ properties }) => at(properties, 'Handler') === `functions/${api.name}/handler.handler`);

/** Whether a statement allows no more than to put something where others put something, too. */
const onlyHandsOver = (statement: unknown): boolean =>
  listAt(statement, 'Action').every((action) => action === 'sqs:SendMessage' || action === 'events:PutEvents');

/** A rule about each API and its function. */
const eachApi =
  (
    complain: (
      api: Api,
      context: { readonly deployed: PackagedResource; readonly template: PackagedTemplate },
    ) => readonly (string | false)[],
  ): Rule =>
  (template, apis) =>
    apis.flatMap((api) => {
      const deployed = functionOf(template, api);
      if (!deployed) return [`${api.name} is not deployed`];
      return complain(api, { deployed, template }).flatMap((complaint) =>
        complaint === false ? [] : [`${api.name} ${complaint}`],
      );
    });

const invocationsOf = (template: PackagedTemplate, deployed: PackagedResource): unknown =>
  template
    .ofType('AWS::Lambda::EventInvokeConfig')
    .find(({ properties }) => template.resourceAt(at(properties, 'FunctionName')) === deployed)?.properties;

const destinationsOf = (template: PackagedTemplate, deployed: PackagedResource): unknown =>
  at(invocationsOf(template, deployed), 'DestinationConfig');

const mappingsOf = (template: PackagedTemplate, deployed: PackagedResource): readonly unknown[] =>
  template
    .ofType('AWS::Lambda::EventSourceMapping')
    .map(({ properties }) => properties)
    .filter((mapping) => template.resourceAt(at(mapping, 'FunctionName')) === deployed);

const isQueue = (template: PackagedTemplate, reference: unknown): boolean =>
  template.resourceAt(reference)?.type === 'AWS::SQS::Queue';

/** The rules, each under the sentence that it checks. */
export const rules = {
  'a route has an authoriser': each('AWS::ApiGatewayV2::Route', (route, { template }) => {
    const authorizer = template.resourceAt(at(route, 'AuthorizerId'))?.properties;
    const isToken =
      at(route, 'AuthorizationType') === 'JWT' &&
      at(authorizer, 'AuthorizerType') === 'JWT' &&
      at(authorizer, 'JwtConfiguration', 'Issuer') !== undefined &&
      listAt(authorizer, 'JwtConfiguration', 'Audience').length > 0;
    return [at(route, 'AuthorizationType') !== 'AWS_IAM' && !isToken && 'is open'];
  }),

  'a function URL asks for a signature': each('AWS::Lambda::Url', (url) => [
    at(url, 'AuthType') !== 'AWS_IAM' && 'is open',
  ]),

  'a service may call a function or fill a queue only for a resource that is named': all(
    each('AWS::Lambda::Permission', (permission) => [at(permission, 'SourceArn') === undefined && 'names no source']),
    each('AWS::SQS::QueuePolicy', (policy) =>
      listAt(policy, 'PolicyDocument', 'Statement')
        .filter(allows)
        .map(
          (statement) => at(statement, 'Condition', 'ArnEquals', 'aws:SourceArn') === undefined && 'names no source',
        ),
    ),
  ),

  'scripts may call from named origins only': each('AWS::ApiGatewayV2::Api', (api) => [
    JSON.stringify(listAt(api, 'CorsConfiguration', 'AllowOrigins')).includes('*') && 'takes calls from every origin',
  ]),

  'a function has a role of its own': (template) => {
    const used = template
      .ofType('AWS::Lambda::Function')
      .map(({ properties }) => at(properties, 'Role', 'Fn::GetAtt', 0));
    const roles = template.ofType('AWS::IAM::Role').map(({ id }) => id);
    return [
      ...duplicatesOf(used).map((role) => `${role} is shared`),
      ...used.filter((role) => !roles.some((id) => id === role)).map((role) => `${role} is not of this template`),
      ...roles.filter((id) => !used.includes(id)).map((id) => `${id} is not a function's`),
    ];
  },

  'a role has no rights but those written in it': all(
    each('AWS::IAM::Role', (role) => [listAt(role, 'ManagedPolicyArns').length > 0 && 'has managed policies']),
    each('AWS::IAM::Policy', () => ['is apart from its role']),
    each('AWS::IAM::ManagedPolicy', () => ['is apart from its role']),
  ),

  'a role allows nothing on everything': each('AWS::IAM::Role', (role) =>
    statementsOf(role).map(
      (statement) => allows(statement) && isWild(statement) && `allows ${JSON.stringify(statement)}`,
    ),
  ),

  'a role reaches no queue and no log of another function': (template) => {
    const reached = template.ofType('AWS::IAM::Role').flatMap(({ properties }) => [
      ...new Set(
        statementsOf(properties)
          .filter((statement) => !onlyHandsOver(statement))
          .flatMap((statement) => listAt(statement, 'Resource'))
          .flatMap((resource) => template.resourceAt(resource)?.id ?? []),
      ),
    ]);
    return duplicatesOf(reached).map((id) => `${id} is reached by two roles`);
  },

  'routes are throttled to the rates of the definitions': (template, apis) =>
    template.ofType('AWS::ApiGatewayV2::Stage').flatMap(({ properties }) => {
      const slowest = Math.min(...apis.map(({ callsPerSecond }) => callsPerSecond));
      const settings = [
        { of: 'other routes', rate: slowest, found: at(properties, 'DefaultRouteSettings') },
        ...apis.map(({ path, callsPerSecond }) => ({
          of: path,
          rate: callsPerSecond,
          found: at(properties, 'RouteSettings', `POST ${path}`),
        })),
      ];
      return settings
        .filter(
          ({ rate, found }) => at(found, 'ThrottlingRateLimit') !== rate || at(found, 'ThrottlingBurstLimit') !== rate,
        )
        .map(({ of, rate }) => `${of}: not ${rate} a second`);
    }),

  'every asynchronous way in ends in a dead-letter queue': all(
    eachApi((_, { deployed, template }) => [
      !isQueue(template, at(destinationsOf(template, deployed), 'OnFailure', 'Destination')) &&
        'loses failed asynchronous invocations',
    ]),
    each('AWS::Events::Rule', (rule, { template }) =>
      listAt(rule, 'Targets').map(
        (target) => !isQueue(template, at(target, 'DeadLetterConfig', 'Arn')) && 'loses events that it cannot deliver',
      ),
    ),
    each('AWS::Lambda::EventSourceMapping', (mapping, { template }) => {
      const queue = template.resourceAt(at(mapping, 'EventSourceArn'))?.properties;
      return [
        (!isQueue(template, at(queue, 'RedrivePolicy', 'deadLetterTargetArn')) ||
          !Number.isInteger(at(queue, 'RedrivePolicy', 'maxReceiveCount'))) &&
          'loses messages that fail',
      ];
    }),
  ),

  'answers go to the bus where a function has no queue, and nowhere else': eachApi((api, { deployed, template }) => {
    const role = template.resourceAt(at(deployed.properties, 'Role'))?.properties;
    const answers = at(destinationsOf(template, deployed), 'OnSuccess') !== undefined;
    const mayAnswer = statementsOf(role).some((statement) => listAt(statement, 'Action').includes('events:PutEvents'));
    return [
      answers !== (api.effect !== 'states') && 'has the wrong destination',
      mayAnswer !== answers && 'has the wrong rights',
    ];
  }),

  'a function has a queue where a call sets an end state, and its events go there; any other is invoked': eachApi(
    (api, { deployed, template }) => {
      const [mapping] = mappingsOf(template, deployed);
      const fed = template.resourceAt(at(mapping, 'EventSourceArn'));
      const wanted = api.effect === 'states' ? fed : deployed;
      const names = [api.name, at(deployed.properties, 'FunctionName')];
      const targets = template
        .ofType('AWS::Events::Rule')
        .filter(({ properties }) => names.includes(at(properties, 'EventPattern', 'detail-type', 0)))
        .flatMap(({ properties }) => listAt(properties, 'Targets'))
        .map((target) => template.resourceAt(at(target, 'Arn')));
      return [
        (mapping !== undefined) !== (api.effect === 'states') && `${mapping === undefined ? 'lacks' : 'has'} a queue`,
        (targets.length !== 1 || targets[0] !== wanted) && 'gets its events another way',
      ];
    },
  ),

  'a call that adds is invoked once': eachApi((api, { deployed, template }) => [
    api.effect === 'adds' && at(invocationsOf(template, deployed), 'MaximumRetryAttempts') !== 0 && 'is tried again',
  ]),

  'a queue is encrypted and refuses calls without TLS': each('AWS::SQS::Queue', (queue, { resource, template }) => {
    const statements = template
      .ofType('AWS::SQS::QueuePolicy')
      .filter(({ properties }) => listAt(properties, 'Queues').some((id) => template.resourceAt(id) === resource))
      .flatMap(({ properties }) => listAt(properties, 'PolicyDocument', 'Statement'));
    const refuses = (statement: unknown) =>
      at(statement, 'Effect') === 'Deny' &&
      at(statement, 'Principal') === '*' &&
      at(statement, 'Action') === 'sqs:*' &&
      at(statement, 'Condition', 'Bool', 'aws:SecureTransport') === 'false';
    return [
      at(queue, 'SqsManagedSseEnabled') !== true && at(queue, 'KmsMasterKeyId') === undefined && 'is not encrypted',
      !statements.some(refuses) && 'takes calls without TLS',
    ];
  }),

  'a queue feeds its function in bounds and learns which messages failed': each(
    'AWS::Lambda::EventSourceMapping',
    (mapping, { template }) => {
      const queue = template.resourceAt(at(mapping, 'EventSourceArn'))?.properties;
      const deployed = template.resourceAt(at(mapping, 'FunctionName'))?.properties;
      return [
        !listAt(mapping, 'FunctionResponseTypes').includes('ReportBatchItemFailures') && 'learns nothing of failures',
        at(mapping, 'ScalingConfig', 'MaximumConcurrency') === undefined && 'has no bound',
        !(Number(at(queue, 'VisibilityTimeout')) >= 6 * Number(at(deployed, 'Timeout'))) &&
          'shows messages again before six timeouts have passed',
      ];
    },
  ),

  'no secret is in the template': all(
    each('AWS::SecretsManager::Secret', () => ['would put the key into the template']),
    each('AWS::Lambda::Function', (deployed) =>
      Object.keys(Object(at(deployed, 'Environment', 'Variables'))).map(
        (name) => !environmentVariables.test(name) && `has the variable ${name}`,
      ),
    ),
    ({ text }) => [
      ...(/\b[\da-f]{64}\b/i.test(text) ? ['there is what looks like a key'] : []),
      ...(text.includes('{{resolve:') ? ['there is the value of a secret'] : []),
    ],
  ),

  'logs are JSON and do not stay for ever': all(
    each('AWS::Logs::LogGroup', (logGroup) => [at(logGroup, 'RetentionInDays') === undefined && 'keeps all']),
    each('AWS::Lambda::Function', (deployed, { template }) => [
      at(deployed, 'LoggingConfig', 'LogFormat') !== 'JSON' && 'logs text',
      !template
        .ofType('AWS::Logs::LogGroup')
        .some(({ properties }) => at(properties, 'LogGroupName') === `/aws/lambda/${at(deployed, 'FunctionName')}`) &&
        'has no log group',
    ]),
  ),

  'a function runs on what it is tested on, traced, and ends before the gateway gives up': each(
    'AWS::Lambda::Function',
    (deployed) => [
      at(deployed, 'Runtime') !== 'nodejs24.x' && 'has another runtime',
      at(deployed, 'Architectures', 0) !== 'arm64' && 'has another architecture',
      at(deployed, 'TracingConfig', 'Mode') !== 'Active' && 'is not traced',
      !(Number(at(deployed, 'Timeout')) <= longestTimeout) && `runs longer than ${longestTimeout} s`,
    ],
  ),

  'every queue where failures end has an alarm, and the dashboard shows each alarm': (template) => {
    const alarms = template.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
    const watched = alarms.flatMap((alarm) => listAt(alarm, 'Dimensions').map((dimension) => at(dimension, 'Value')));
    const shown = JSON.stringify(template.ofType('AWS::CloudWatch::Dashboard'));
    const ends = [
      ...template
        .ofType('AWS::SQS::Queue')
        .map(({ properties }) => at(properties, 'RedrivePolicy', 'deadLetterTargetArn')),
      ...template
        .ofType('AWS::Lambda::EventInvokeConfig')
        .map(({ properties }) => at(properties, 'DestinationConfig', 'OnFailure', 'Destination')),
      ...template
        .ofType('AWS::Events::Rule')
        .flatMap(({ properties }) =>
          listAt(properties, 'Targets').map((target) => at(target, 'DeadLetterConfig', 'Arn')),
        ),
    ].flatMap((reference) => template.resourceAt(reference) ?? []);
    return [
      ...new Set(
        ends
          .filter(({ properties }) => !watched.includes(at(properties, 'QueueName')))
          .map(({ id }) => `nobody hears of ${id}`),
      ),
      ...alarms
        .map((alarm) => String(at(alarm, 'AlarmName')))
        .flatMap((name) => (shown.includes(`:${name}`) ? [] : `${name} is not shown`)),
    ];
  },

  'no resource says a dependency twice': ({ resources }) =>
    resources.flatMap(({ id, dependsOn, properties }) =>
      dependsOn
        .filter((dependency) => JSON.stringify(properties).includes(`"${dependency}"`))
        .map((dependency) => `${id} says that it depends on ${dependency}, and refers to it`),
    ),

  'names are not longer than AWS takes them': all(
    each('AWS::Lambda::Function', (deployed) => [
      String(at(deployed, 'FunctionName')).length > 64 && 'has a longer name than 64 characters',
    ]),
    each('AWS::SQS::Queue', (queue) => [
      String(at(queue, 'QueueName')).length > 80 && 'has a longer name than 80 characters',
    ]),
  ),
} as const satisfies Record<string, Rule>;

/** The sentence of a rule. */
export type RuleName = keyof typeof rules;

/**
 * Finds what in a packaged template breaks a rule: for each breach the rule and what breaks it.
 *
 * @param apis the definitions of the functions that are deployed
 */
export const breachesOf = (template: unknown, apis: readonly Api[]): readonly string[] => {
  const packaged = readTemplate(template);
  return Object.entries(rules).flatMap(([name, rule]) => rule(packaged, apis).map((breach) => `${name}: ${breach}`));
};
