import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { Clock } from '#shared/clock';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { check } from '#shared/failures/faults';
import type { AnswerRequest } from '#shared/request';

/** The context of a trigger: the API, and the services for answering its requests. */
export interface TriggerContext {
  readonly api: Pick<Api, 'name' | 'path' | 'effect'>;
  /** Lambda's context of the invocation. */
  readonly context: Context;
  readonly clock: Clock;
  readonly answer: AnswerRequest;
}

/** Handles one event: extracts its requests, answers them and makes the reply. */
export type HandleEvent = (trigger: TriggerContext) => Promise<unknown>;

/** The definition of an event source. */
export interface TriggerDefinition<Event> {
  readonly name: string;
  /** Reads what is used of an event. Returns `undefined` if the event is not from this source. */
  read(event: unknown): Event | undefined;
  handle(event: Event, trigger: TriggerContext): Promise<unknown>;
}

/** An event source. */
export interface Trigger {
  readonly name: string;
  /** Returns the handler of an event, or `undefined` if the event is not from this source. */
  accept(event: unknown): HandleEvent | undefined;
}

/** Reads a value by its schema. Returns `undefined` if it does not fit. */
export const readAs = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> | undefined => {
  const result = check(schema, value);
  return 'value' in result ? result.value : undefined;
};

/** The most records in a batch from AWS. */
const mostRecords = 10_000;

/** Reads a list that is as long as AWS sends. The length comes first, so that no longer list is looked into. */
export const readList = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.length <= mostRecords ? value : undefined;

/** Reads a list of records by the schema of a record. Returns `undefined` if one does not fit. */
export const readRecords = <Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): readonly z.output<Schema>[] | undefined => {
  const records: z.output<Schema>[] = [];
  for (const item of readList(value) ?? []) {
    const record = readAs(schema, item);
    if (record === undefined) return undefined;
    records.push(record);
  }
  return records.length > 0 ? records : undefined;
};

/**
 * Creates an event source from its definition.
 *
 * @example
 * export const sns = defineTrigger({
 *   name: 'SNS',
 *   read: readTopicRecord,
 *   handle: ({ Sns }, trigger) =>
 *     answerUnread({ from: 'SNS', body: { text: Sns.Message }, trace: { messageId: Sns.MessageId } }, trigger),
 * });
 */
export const defineTrigger = <Event>({ name, read, handle }: TriggerDefinition<Event>): Trigger => ({
  name,
  accept: (event) => {
    const own = read(event);
    return own === undefined ? undefined : (trigger) => handle(own, trigger);
  },
});

/** Finds the handler of an event: that of the first trigger that accepts it. */
export const recognise = (triggers: readonly Trigger[], event: unknown): HandleEvent => {
  for (const { accept } of triggers) {
    const handle = accept(event);
    if (handle) return handle;
  }
  throw new Failure('InvalidRequest', 'No trigger recognises this event.');
};
