import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
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
export interface TriggerDefinition<Schema extends z.ZodMiniType> {
  readonly name: string;
  /** Parses the members of the event that identify the source or are used. */
  readonly event: Schema;
  handle(event: z.output<Schema>, trigger: TriggerContext): Promise<unknown>;
}

/** An event source. */
export interface Trigger {
  readonly name: string;
  /** Returns the handler of an event, or `undefined` if the event is not from this source. */
  accept(event: unknown): HandleEvent | undefined;
}

/** The most records in a batch from AWS. */
const mostRecords = 10_000;

/** A list of records. Its length is checked first, so that a list longer than AWS sends is rejected without parsing. */
export const recordsOf = <Record extends z.ZodMiniType>(record: Record) =>
  z.pipe(z.array(z.unknown()).check(z.minLength(1), z.maxLength(mostRecords)), z.array(record));

/** As the last option of a union, turns any other value into `undefined`. */
export const ignored = z.pipe(
  z.unknown(),
  z.transform(() => undefined),
);

/**
 * Creates an event source from its definition.
 *
 * @example
 * export const sns = defineTrigger({
 *   name: 'SNS',
 *   event: topicEvent,
 *   handle: ({ Records: [{ Sns }] }, trigger) =>
 *     answerUnread({ from: 'SNS', body: { text: Sns.Message }, trace: { messageId: Sns.MessageId } }, trigger),
 * });
 */
export const defineTrigger = <Schema extends z.ZodMiniType>({
  name,
  event: schema,
  handle,
}: TriggerDefinition<Schema>): Trigger => ({
  name,
  accept: (event) => {
    const result = check(schema, event);
    return 'value' in result ? (trigger) => handle(result.value, trigger) : undefined;
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
