import * as z from 'zod/mini';
import { parseExactJson } from '#shared/json/exact-json';
import { isRecord } from '#shared/json/is-record';
import { type Ending, endWithout, readMarks, type Send, type SentCall } from '#test/console/ending';
import { followMessage } from '#test/console/follow-message';
import { poll } from '#test/console/poll';
import { inspectQueue } from '#test/console/queue-inspection';
import type { LocalAddresses } from '#test/local/addresses';

const putSchema = z.object({
  Entries: z.array(
    z.object({
      EventId: z.optional(z.string()),
      ErrorCode: z.optional(z.string()),
      ErrorMessage: z.optional(z.string()),
    }),
  ),
});

const refusalSchema = z.object({ message: z.string() });

const recordSchema = z.object({
  requestPayload: z.object({ id: z.string() }),
  responsePayload: z.unknown(),
});

const functionError = z.object({ errorType: z.string(), errorMessage: z.string() });

/** Puts an event on the bus, as `aws events put-events` does. Throws an error with EventBridge's message when it refuses. */
const putEvent = async ({ events, eventBusName }: LocalAddresses, { address, body }: SentCall): Promise<string> => {
  const entry = { EventBusName: eventBusName, Source: 'console', DetailType: address.api.name, Detail: body };
  const response = await fetch(events, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({ Entries: [entry] }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(refusalSchema.safeParse(answer).data?.message ?? `HTTP ${response.status}`);
  const [put] = putSchema.parse(answer).Entries;
  if (put?.EventId === undefined) throw new Error(put?.ErrorMessage ?? put?.ErrorCode ?? 'The bus took no event.');
  return put.EventId;
};

/** Reads the outcome of an asynchronous invocation from the record that Lambda sent to its destination. */
const endOf = (record: z.infer<typeof recordSchema>): Ending => {
  const body = JSON.stringify(record.responsePayload);
  const failed = functionError.safeParse(record.responsePayload).data;
  if (failed) {
    const { reason = failed.errorMessage, ...marks } = readMarks(failed.errorMessage);
    return { ...endWithout('Dead letter', `${failed.errorType}: ${reason}`), body, ...marks };
  }
  const marks = readMarks(body);
  return {
    ...endWithout('Answer on the bus', ''),
    verdict: marks.failedItems.length > 0 ? 'partly' : 'done',
    body,
    ...marks,
  };
};

const recordsIn = (values: readonly unknown[], eventId: string) =>
  values.flatMap((value) => {
    const { data } = recordSchema.safeParse(value);
    return data?.requestPayload.id === eventId ? [data] : [];
  });

/** Finds the record of an invocation on the bus or among the dead letters. */
const findRecord = async ({ events }: LocalAddresses, { address }: SentCall, eventId: string) => {
  const response = await fetch(`${events}/_events`, { signal: AbortSignal.timeout(5_000) });
  const onBus = z.array(z.unknown()).parse(parseExactJson(await response.text()));
  const dead = address.deadLetterUrl === undefined ? [] : await inspectQueue(address.deadLetterUrl);
  const [record] = recordsIn(
    [
      ...onBus.flatMap((event) => (isRecord(event) ? [event.detail] : [])),
      ...dead.map(({ body }) => parseExactJson(body)),
    ],
    eventId,
  );
  return record;
};

/** Puts calls on the bus, and follows the event to its end through a queue or an asynchronous invocation. */
export const sendBus =
  (run: LocalAddresses): Send =>
  async (call) => {
    const eventId = await putEvent(run, call);
    call.tell(`on the bus as event ${eventId.slice(0, 8)}…`);
    if (call.address.queueUrl !== undefined) return followMessage(run, call, ({ body }) => body.includes(eventId));
    return endOf(await poll(() => findRecord(run, call, eventId)));
  };
