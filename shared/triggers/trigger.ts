import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Clock } from '#shared/clock';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { check } from '#shared/failures/faults';
import type { AnswerRequest } from '#shared/request';

/** What a trigger works with. */
export interface TriggerContext {
  readonly api: Pick<Api, 'name' | 'path' | 'effect'>;
  /** Lambda's own. */
  readonly context: Context;
  readonly clock: Clock;
  readonly answer: AnswerRequest;
}

/** Handles one event: takes the requests out, has them answered and shapes the reply. */
export type HandleEvent = (trigger: TriggerContext) => Promise<unknown>;

/** An event source, as data. */
export interface TriggerDefinition<Schema extends z.ZodMiniType> {
  readonly name: string;
  /** The part of an event that tells it from others, and that is used. */
  readonly event: Schema;
  handle(event: z.output<Schema>, trigger: TriggerContext): Promise<unknown>;
}

/** An event source. */
export interface Trigger {
  readonly name: string;
  /** Takes an event of this source; `undefined` says that it is not one. */
  accept(event: unknown): HandleEvent | undefined;
}

/** The most records of a batch that AWS sends. */
const mostRecords = 10_000;

/** A list of records. A longer one than AWS sends is none, and is not looked into. */
export const recordsOf = <Record extends z.ZodMiniType>(record: Record) =>
  z.pipe(z.array(z.unknown()).check(z.minLength(1), z.maxLength(mostRecords)), z.array(record));

/** Takes whatever the schemas before it in a union have left, as if it were not there. */
export const ignored = z.pipe(
  z.unknown(),
  z.transform(() => undefined),
);

/**
 * Makes an event source of its definition.
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

/** Finds the source of an event among those that may be asked, the first that takes it. */
export const recognise = (triggers: readonly Trigger[], event: unknown): HandleEvent => {
  for (const { accept } of triggers) {
    const handle = accept(event);
    if (handle) return handle;
  }
  throw new Failure('InvalidRequest', 'An event that no source recognises.');
};
