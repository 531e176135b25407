import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { samples } from '#test/events/samples';

/** Events by the parts of AWS's published samples that tell them apart, and the name of their service. */
const invoked: readonly (readonly [name: string, event: unknown])[] = [
  ['aws:s3', samples.s3],
  ['aws:dynamodb', { Records: [{ eventID: '1', eventSource: 'aws:dynamodb', dynamodb: {} }] }],
  ['aws:dynamodb', { Records: [{ eventID: '1', dynamodb: { Keys: {} } }] }],
  ['aws:ses', { Records: [{ eventSource: 'aws:ses', eventVersion: '1.0', ses: {} }] }],
  ['aws:other', { Records: samples.sns.Records.map((record) => ({ ...record, EventSource: 'aws:other' })) }],
  ['aws:other', { Records: samples.sqs.Records.map((record) => ({ ...record, eventSource: 'aws:other' })) }],
  ['aws:other', { Records: samples.kinesis.Records.map((record) => ({ ...record, eventSource: 'aws:other' })) }],
  ['aws:sns', { Records: [...samples.sns.Records, ...samples.sns.Records] }],
  ['aws:sqs', { Records: [...samples.sqs.Records, ...samples.kinesis.Records] }],
  ['CloudFront', { Records: [{ cf: { config: {} } }] }],
  ['aws:kafka', { eventSource: 'aws:kafka', eventSourceArn: 'arn', records: { 'topic-0': [] } }],
  ['SelfManagedKafka', { eventSource: 'SelfManagedKafka', bootstrapServers: 'b', records: {} }],
  ['aws:mq', { eventSource: 'aws:mq', eventSourceArn: 'arn', messages: [] }],
  ['aws:rmq', { eventSource: 'aws:rmq', rmqMessagesByQueue: {} }],
  [
    'a stream with a tumbling window',
    { Records: [], window: {}, state: {}, isFinalInvokeForWindow: true, isWindowTerminatedEarly: false },
  ],
  ['API Gateway (Lambda authoriser)', { type: 'TOKEN', authorizationToken: 'a', methodArn: 'arn' }],
  [
    'API Gateway (Lambda authoriser)',
    { version: '2.0', type: 'REQUEST', routeArn: 'arn', requestContext: { http: {} } },
  ],
  ['AppSync (Lambda authoriser)', { authorizationToken: 'a', requestContext: { apiId: 'b' } }],
  ['AppSync', { arguments: { From_Account: 'a' }, info: { parentTypeName: 'Mutation' }, identity: null }],
  ['AppSync', [{ arguments: {}, info: { parentTypeName: 'Query' } }, {}]],
  ['EventBridge Pipes (aws:dynamodb)', [{ eventID: '1', eventSource: 'aws:dynamodb', dynamodb: {} }]],
  ['EventBridge Pipes (aws:kinesis)', [{ eventSource: 'aws:kinesis', partitionKey: 'a', data: 'e30=' }]],
  ['Bedrock agents', { messageVersion: '1.0', agent: { name: 'a' }, actionGroup: 'b', apiPath: '/v4' }],
  ['Lex', { messageVersion: '1.0', bot: {}, sessionState: {} }],
  ['Lex', { messageVersion: '1.0', bot: {}, currentIntent: {} }],
  ['Alexa', { version: '1.0', session: {}, context: { System: {} }, request: { type: 'LaunchRequest' } }],
  ['Cognito user pools', { version: '1', triggerSource: 'PreSignUp_SignUp', userPoolId: 'a', request: {} }],
  ['Cognito Sync', { version: 2, eventType: 'SyncTrigger', identityPoolId: 'a', datasetName: 'b' }],
  ['CloudWatch Logs', { awslogs: { data: 'H4sIAAAAAAAA' } }],
  ['CloudWatch alarms', { source: 'aws.cloudwatch', alarmArn: 'arn', alarmData: {} }],
  ['CloudFormation', { RequestType: 'Create', ResponseURL: 'https://a', StackId: 'b' }],
  ['CodePipeline', { 'CodePipeline.job': { id: '1' } }],
  ['Config', { version: '1.0', invokingEvent: '{}', configRuleArn: 'arn' }],
  ['Connect', { Name: 'ContactFlowEvent', Details: { ContactData: {} } }],
  ['Client VPN', { 'connection-id': '1', 'endpoint-id': '2', username: 'a' }],
  ['Data Firehose', { invocationId: '1', deliveryStreamArn: 'arn', records: [] }],
  ['Kinesis Data Analytics', { invocationId: '1', applicationArn: 'arn', records: [] }],
  ['IoT (button)', { serialNumber: '1', clickType: 'SINGLE' }],
  ['IoT 1-Click', { deviceEvent: {}, deviceInfo: {}, placementInfo: {} }],
  ['IoT (authoriser)', { token: 'a', protocolData: {}, connectionMetadata: {} }],
  ['IoT (provisioning)', { claimCertificateId: '1', templateArn: 'arn', parameters: {} }],
  ['S3 Batch Operations', { invocationSchemaVersion: '1.0', tasks: [] }],
  ['S3 Object Lambda', { xAmzRequestId: '1', userRequest: {}, getObjectContext: {} }],
  ['Secrets Manager (rotation)', { Step: 'createSecret', SecretId: 'arn', ClientRequestToken: '1' }],
];

describe('an event of a service that is not supported is refused by its name', () => {
  test.each(invoked)('%s: %j', async (name, event) => {
    const served = await serveForTest(pinConversations);
    const { kind, problem } = await callDirectly(served, event);
    expect(kind).toBe('InvalidRequest');
    expect(problem?.detail).toBe(`This is an event of ${name}, which is not supported as a trigger.`);
    expect(served.lines).toMatchObject([{ level: 'warn', kind: 'InvalidRequest', caller: { name } }]);
    expect(served.emulator.calls()).toEqual([]);
  });
});

test.each([
  ['no records', { Records: [] }],
  ['records without a source', { Records: [{}] }],
  ['a source that is no name', { Records: [{ eventSource: 'user 0001 <b>' }] }],
  ['a source of 100 characters', { Records: [{ eventSource: 'a'.repeat(100) }] }],
])('%s is refused like every other request that does not fit, and not quoted', async (_, event) => {
  const served = await serveForTest(pinConversations);
  const { problem } = await callDirectly(served, event);
  expect(problem?.detail).toMatch(/^The request has \d faults\.$/);
});

const lattice = {
  version: '2.0',
  path: '/v4/recentcontact/top',
  method: 'POST',
  headers: {},
  body: '{}',
  isBase64Encoded: false,
  requestContext: { serviceNetworkArn: 'arn:aws:vpc-lattice:eu-west-1:123456789012:servicenetwork/sn-1' },
};

test.each([
  ['VPC Lattice', lattice],
  [
    'VPC Lattice',
    { raw_path: '/v4/recentcontact/top', method: 'POST', headers: {}, body: '{}', is_base64_encoded: false },
  ],
  [
    'API Gateway (WebSocket)',
    { requestContext: { connectionId: 'a=', routeKey: '$default', apiId: 'b', stage: 'c' }, body: '{}' },
  ],
])('%s reads HTTP, and is refused so', async (name, event) => {
  const served = await serveForTest(pinConversations);
  const { statusCode, body } = z.object({ statusCode: z.int(), body: z.string() }).parse(await served.invoke(event));
  expect(statusCode).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ detail: expect.stringContaining(`an event of ${name}`) });
  expect(served.emulator.calls()).toEqual([]);
});
