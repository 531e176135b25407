import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { parseExactJson } from '#shared/json/exact-json';
import { isRecord } from '#shared/json/is-record';
import { inEnglish } from '#test/in-english';
import type { InvocationRecord } from '#test/lambda/function-configuration';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { accountId, region } from '#test/local/aws-account';
import { AwsError, answerAwsJson, parseBody } from '#test/local/aws-json';
import type { StackRule, Target } from '#test/local/local-stack';

/** The options of an event bus. */
export interface EventBusOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly name: string;
  readonly rules: readonly StackRule[];
  /** Sends an event, as JSON text, to a target of a rule. */
  send(target: Target, event: string): Promise<void>;
}

/** A running EventBridge with one bus. */
export interface EventBus {
  readonly url: string;
  /** Puts the record of an asynchronous invocation on the bus, as Lambda does for a destination. */
  putResult(record: InvocationRecord): Promise<void>;
  close(): Promise<void>;
}

/** An event without the fields that the bus adds. */
interface NewEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
  readonly resources?: readonly string[] | undefined;
  readonly time?: Date;
}

const limits = { entries: 10, bytes: 1_048_576, kept: 100 } as const;

/** The last second that a time of an event can name, since the epoch. */
const lastSecond = Date.UTC(10_000, 0) / 1000 - 1;

const requestSchema = z.object({
  Entries: z.array(
    z.object({
      Source: z.optional(z.string()),
      DetailType: z.optional(z.string()),
      Detail: z.optional(z.string()),
      EventBusName: z.optional(z.string()),
      Resources: z.optional(z.array(z.string())),
      Time: z.optional(z.number().check(z.gte(0), z.lte(lastSecond))),
    }),
  ),
});

type Entry = z.infer<typeof requestSchema>['Entries'][number];

const readEntries = (body: string): readonly Entry[] => {
  const { success, data, error } = requestSchema.safeParse(parseBody(body), inEnglish);
  if (!success) throw new AwsError('ValidationException', z.prettifyError(error));
  const { length } = data.Entries;
  if (length < 1 || length > limits.entries) {
    throw new AwsError('ValidationException', `Entries must have 1 to ${limits.entries} members, not ${length}.`);
  }
  if (Buffer.byteLength(body) > limits.bytes) {
    throw new AwsError(
      'ValidationException',
      `Total size of the entries in the request is over the limit of ${limits.bytes} bytes.`,
    );
  }
  return data.Entries;
};

/** Reads an entry. Throws `AwsError` for an entry that EventBridge rejects, and for one that no rule could match. */
const readEntry = ({ Source, DetailType, Detail, EventBusName, Resources, Time }: Entry, busName: string): NewEvent => {
  const required = { Source, DetailType, Detail };
  for (const [name, value] of Object.entries(required)) {
    if (!value)
      throw new AwsError('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  }
  if (EventBusName?.split('/').at(-1) !== busName) {
    // AWS may accept such an event silently, and nobody would ever see it.
    throw new AwsError(
      'ResourceNotFoundException',
      `The bus ${EventBusName ?? 'default'} has no rules. Use ${busName}.`,
    );
  }
  const event = { source: Source ?? '', 'detail-type': DetailType ?? '', resources: Resources };
  const time = Time === undefined ? {} : { time: new Date(Time * 1000) };
  try {
    const detail = parseExactJson(Detail ?? '');
    if (isRecord(detail) && !Array.isArray(detail)) return { ...event, ...time, detail };
  } catch {
    // Reported below, like any other detail that is not an object.
  }
  throw new AwsError('MalformedDetail', 'Detail is malformed.');
};

const resultEvent = (record: InvocationRecord, busName: string): NewEvent => ({
  source: 'lambda',
  'detail-type': `Lambda Function Invocation Result - ${record.requestContext.condition === 'Success' ? 'Success' : 'Failure'}`,
  resources: [`arn:aws:events:${region}:${accountId}:event-bus/${busName}`, record.requestContext.functionArn],
  detail: record,
});

const matches = ({ pattern }: StackRule, event: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(pattern).every(([field, values]) => values.some((value) => value === event[field]));

/**
 * Starts a local EventBridge for the AWS SDK and CLI. Its rules send events to their targets. `GET /_events` returns
 * the last events as a list, oldest first.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export const startEventBus = async ({ port, name, rules, send }: EventBusOptions): Promise<EventBus> => {
  const kept: string[] = [];

  const put = async ({ time = new Date(), resources = [], ...event }: NewEvent): Promise<string> => {
    const id = randomUUID();
    const complete = {
      version: '0',
      id,
      'detail-type': event['detail-type'],
      source: event.source,
      account: accountId,
      time: `${time.toISOString().slice(0, 19)}Z`,
      region,
      resources,
      detail: event.detail,
    };
    const text = JSON.stringify(complete);
    kept.push(text);
    if (kept.length > limits.kept) kept.shift();
    const targets = rules.filter((rule) => matches(rule, complete)).flatMap((rule) => rule.targets);
    await Promise.all(targets.map((target) => send(target, text)));
    return id;
  };

  const putEntry = async (entry: Entry): Promise<object> => {
    try {
      return { EventId: await put(readEntry(entry, name)) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { ErrorCode: error.type, ErrorMessage: error.message };
    }
  };

  const putEvents = async (body: string): Promise<object> => {
    const Entries = await Promise.all(readEntries(body).map(putEntry));
    return { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries };
  };

  const operations = new Map([['PutEvents', putEvents]]);
  const server = await startLoopbackServer(async (request, response) => {
    if (request.method !== 'GET') return answerAwsJson(request, response, operations);
    response.writeHead(200, { 'content-type': 'application/json' }).end(`[${kept.join(',')}]`);
  }, port);

  return {
    url: `http://${server.address}`,
    putResult: async (record) => {
      await put(resultEvent(record, name));
    },
    close: server.close,
  };
};
