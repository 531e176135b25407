import { busEventOf } from '#test/events/bus-event';
import { gatewayEvents } from '#test/events/gateway-events';
import { samples } from '#test/events/samples';

/**
 * How a source reads the reply: an HTTP response in one of two shapes, a partial batch response that names what failed by
 * `ids`, or what the function returns or throws (of an array, a list of results).
 */
export type Reply =
  | { readonly form: 'response' | 'multi-value response' | 'result' | 'results' }
  | { readonly form: 'batch'; readonly ids: readonly string[] };

/** An event source with AWS's sample event, and what it does with a request. */
export interface Envelope {
  readonly name: string;
  readonly reply: Reply;
  /** How many requests the event holds; 1 unless given. */
  readonly requests?: number;
  /** Whether a request waits for the one before it. */
  readonly inOrder?: true;
  /** The failure that every request ends in, where the source is not served. */
  readonly refused?: 'Unauthorized' | 'InvalidRequest';
  /** The sample event with a JSON text in the place of the request, and the path of an API. */
  wrap(request: string, path: string): unknown;
}

const response = { form: 'response' } as const;
const result = { form: 'result' } as const;

const batchOf = (records: readonly { readonly messageId: string }[]): Reply => ({
  form: 'batch',
  ids: records.map(({ messageId }) => messageId),
});

/** The sample of a standard queue with this text as the body of each message. */
const inQueue = (body: string) => ({ Records: samples.sqs.Records.map((record) => ({ ...record, body })) });

const queue = { reply: batchOf(samples.sqs.Records), requests: samples.sqs.Records.length };

/** The sample of a topic with this text as the message. */
const inTopic = (Message: string) => ({
  Records: samples.sns.Records.map((record) => ({ ...record, Sns: { ...record.Sns, Message } })),
});

const inNotification = (Message: string) => JSON.stringify({ ...samples.snsNotification, Message });

const inBusEvent = (request: string) => busEventOf(JSON.parse(request));

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The sample of payload 1.0, which nobody has signed, as it is after a signature has been checked. */
const signedPayload1 = (path: string) => ({
  ...gatewayEvents(path).httpApiPayload1,
  requestContext: {
    ...samples.httpApiPayload1.requestContext,
    identity: {
      ...samples.httpApiPayload1.requestContext.identity,
      userArn: samples.restApi.requestContext.identity.userArn,
    },
  },
});

/** Every event source that a function can be behind. */
export const envelopes: readonly Envelope[] = [
  { name: 'HTTP API', reply: response, wrap: (body, path) => ({ ...gatewayEvents(path).httpApi, body }) },
  {
    name: 'HTTP API, body in base64',
    reply: response,
    wrap: (body, path) => ({ ...gatewayEvents(path).httpApi, body: base64(body), isBase64Encoded: true }),
  },
  { name: 'function URL', reply: response, wrap: (body, path) => ({ ...gatewayEvents(path).functionUrl, body }) },
  { name: 'REST API', reply: response, wrap: (body, path) => ({ ...gatewayEvents(path).restApi, body }) },
  {
    name: 'REST API, body in base64',
    reply: response,
    wrap: (body, path) => ({ ...gatewayEvents(path).restApi, body: base64(body), isBase64Encoded: true }),
  },
  { name: 'HTTP API, payload 1.0', reply: response, wrap: (body, path) => ({ ...signedPayload1(path), body }) },
  {
    name: 'Application Load Balancer',
    reply: response,
    refused: 'Unauthorized',
    wrap: (body, path) => ({ ...gatewayEvents(path).loadBalancer, body }),
  },
  {
    name: 'Application Load Balancer, multi-value headers',
    reply: { form: 'multi-value response' },
    refused: 'Unauthorized',
    wrap: (body, path) => ({ ...gatewayEvents(path).multiValueLoadBalancer, body }),
  },
  { name: 'SQS', ...queue, wrap: inQueue },
  {
    name: 'SQS FIFO',
    reply: batchOf(samples.sqsFifo.Records),
    wrap: (body) => ({ Records: samples.sqsFifo.Records.map((record) => ({ ...record, body })) }),
  },
  { name: 'SNS', reply: result, wrap: inTopic },
  { name: 'SNS in SQS', ...queue, wrap: (request) => inQueue(inNotification(request)) },
  {
    name: 'SNS in SQS, raw',
    ...queue,
    wrap: (request) => ({
      Records: inQueue(request).Records.map((record) => ({
        ...record,
        messageAttributes: {
          Test: { stringValue: 'TestString', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
      })),
    }),
  },
  { name: 'EventBridge', reply: result, wrap: inBusEvent },
  { name: 'EventBridge in SQS', ...queue, wrap: (request) => inQueue(JSON.stringify(inBusEvent(request))) },
  { name: 'EventBridge in SNS', reply: result, wrap: (request) => inTopic(JSON.stringify(inBusEvent(request))) },
  {
    name: 'EventBridge in SNS in SQS',
    ...queue,
    wrap: (request) => inQueue(inNotification(JSON.stringify(inBusEvent(request)))),
  },
  { name: 'EventBridge, input transformer', reply: result, wrap: (request) => JSON.parse(request) },
  { name: 'Pipes, input transformer', reply: { form: 'results' }, wrap: (request) => [JSON.parse(request)] },
  {
    name: 'Pipes, SQS records',
    reply: batchOf(samples.pipeOfSqs),
    requests: samples.pipeOfSqs.length,
    wrap: (body) => samples.pipeOfSqs.map((record) => ({ ...record, body })),
  },
  {
    name: 'Kinesis',
    reply: { form: 'batch', ids: samples.kinesis.Records.map(({ kinesis }) => kinesis.sequenceNumber) },
    requests: samples.kinesis.Records.length,
    inOrder: true,
    wrap: (request) => ({
      Records: samples.kinesis.Records.map((record) => ({
        ...record,
        kinesis: { ...record.kinesis, data: base64(request) },
      })),
    }),
  },
  { name: 'direct invocation', reply: result, wrap: (request) => JSON.parse(request) },
  { name: 'Step Functions', reply: result, wrap: (request) => JSON.parse(request) },
  { name: 'Scheduler', reply: result, wrap: (request) => JSON.parse(request) },
  { name: 'S3, which is not served', reply: result, refused: 'InvalidRequest', wrap: () => samples.s3 },
];
