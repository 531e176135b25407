import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { type Problem, problemSchema } from '#shared/failures/problem';
import { busEventOf } from '#test/events/bus-event';
import { gatewayEvents } from '#test/events/gateway-events';
import { samples } from '#test/events/samples';

/** The result of an invocation: the returned value or the error. */
export type Reply = { readonly returned: unknown } | { readonly thrown: Error };

/** The visible parts of a reply. */
export interface Seen {
  /** Chat's answer or a problem document; left out if nobody reads it. */
  readonly caller?: { readonly answer: unknown } | { readonly problem: Problem };
  /** What is delivered again: ids of records, or the whole event. */
  readonly handedBack: readonly string[];
}

/** A trigger of a function. */
export interface TriggerKind {
  readonly name: string;
  /** Makes the event of a request. */
  event(json: string): unknown;
  /** The number of requests in the event. */
  readonly requests: 1 | 2;
  /** What is delivered again if all requests fail. */
  readonly mayComeAgain: readonly string[];
  readonly hasCaller: boolean;
  read(reply: Reply): Seen;
}

const httpResponse = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

const readHttp = (reply: Reply): Seen => {
  if ('thrown' in reply) throw reply.thrown;
  const { statusCode, headers, body } = httpResponse.parse(reply.returned);
  if (statusCode === 200) return { caller: { answer: JSON.parse(body) }, handedBack: [] };
  const problem = problemSchema().parse(JSON.parse(body));
  if (problem.status !== statusCode || problem.retryAfter?.toString() !== headers['retry-after']) {
    throw new Error('The status line or the headers say something else than the problem document.');
  }
  return { caller: { problem }, handedBack: [] };
};

/** Reads the problem document of an invocation that threw; its kind is the error's name. */
const problemOf = (error: Error): Problem => {
  const problem = problemSchema().parse(JSON.parse(error.message));
  if (!problem.type.endsWith(`:${error.name}`)) throw new Error(`An error ${error.name} with ${problem.type}.`);
  return problem;
};

const readInvocation =
  (comesAgain: readonly string[], answerOf: (returned: unknown) => unknown = (returned) => returned) =>
  (reply: Reply): Seen =>
    'thrown' in reply
      ? { caller: { problem: problemOf(reply.thrown) }, handedBack: comesAgain }
      : { caller: { answer: answerOf(reply.returned) }, handedBack: [] };

const batchResponse = z.strictObject({ batchItemFailures: z.array(z.strictObject({ itemIdentifier: z.string() })) });

const readBatch = (reply: Reply): Seen => {
  if ('thrown' in reply) throw reply.thrown;
  const { batchItemFailures } = batchResponse.parse(reply.returned);
  return { handedBack: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};

const http = { requests: 1, mayComeAgain: [], hasCaller: true, read: readHttp } as const;
const wholeEvent = ['the event'];
const asynchronous = {
  requests: 1,
  mayComeAgain: wholeEvent,
  hasCaller: true,
  read: readInvocation(wholeEvent),
} as const;
const queue = { hasCaller: false, read: readBatch } as const;

const { httpApi, restApi } = gatewayEvents(pinConversations.path);
const [sqsRecord] = samples.sqs.Records;
const [fifoRecord] = samples.sqsFifo.Records;
const [snsRecord] = samples.sns.Records;
const [kinesisRecord] = samples.kinesis.Records;

/** The triggers of a function, with AWS's own sample events. The FIFO queue has two requests of one message group. */
export const triggerKinds: readonly TriggerKind[] = [
  { name: 'HTTP API', ...http, event: (body) => ({ ...httpApi, body }) },
  { name: 'REST API', ...http, event: (body) => ({ ...restApi, body }) },
  {
    name: 'SQS',
    ...queue,
    requests: 1,
    mayComeAgain: ['message'],
    event: (body) => ({ Records: [{ ...sqsRecord, messageId: 'message', body }] }),
  },
  {
    name: 'SQS FIFO',
    ...queue,
    requests: 2,
    mayComeAgain: ['first', 'second'],
    event: (body) => ({ Records: ['first', 'second'].map((messageId) => ({ ...fifoRecord, messageId, body })) }),
  },
  {
    name: 'SQS by Pipes',
    ...queue,
    requests: 1,
    mayComeAgain: ['message'],
    event: (body) => [{ ...samples.pipeOfSqs[0], messageId: 'message', body }],
  },
  {
    name: 'SNS',
    ...asynchronous,
    event: (Message) => ({ Records: [{ ...snsRecord, Sns: { ...snsRecord?.Sns, Message } }] }),
  },
  { name: 'EventBridge', ...asynchronous, event: (json) => busEventOf(JSON.parse(json)) },
  {
    name: 'Pipes',
    ...asynchronous,
    event: (json) => [JSON.parse(json)],
    read: readInvocation(wholeEvent, (returned) => z.tuple([z.unknown()]).parse(returned)[0]),
  },
  {
    name: 'Kinesis',
    ...queue,
    requests: 1,
    mayComeAgain: [kinesisRecord?.kinesis.sequenceNumber ?? ''],
    event: (json) => ({
      Records: [
        { ...kinesisRecord, kinesis: { ...kinesisRecord?.kinesis, data: Buffer.from(json).toString('base64') } },
      ],
    }),
  },
  {
    name: 'direct invocation',
    ...asynchronous,
    mayComeAgain: [],
    event: (json) => JSON.parse(json),
    read: readInvocation([]),
  },
];
