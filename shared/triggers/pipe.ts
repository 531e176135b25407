import * as z from 'zod/mini';
import { Failure } from '#shared/failures/failure';
import { answerUnread } from '#shared/triggers/invocation';
import { createLimit, mostAtOnce } from '#shared/triggers/limit';
import { rooms } from '#shared/triggers/room';
import { defineTrigger, recordsOf, type TriggerContext } from '#shared/triggers/trigger';
import { unwrap } from '#shared/triggers/unwrap';

/** The pipe sends the whole batch again for one element that failed, and would add the others twice. */
const refusalOf = ({ effect, name }: TriggerContext['api'], elements: number): Failure | undefined =>
  effect === 'adds' && elements !== 1
    ? new Failure(
        'InvalidRequest',
        `${name} adds, so a pipe has to send it one element at a time: set its batch size to 1.`,
      )
    : undefined;

/**
 * EventBridge Pipes with an input transformer: an array of requests, answered by an array of answers. The pipe cannot be
 * told which element failed, so all are served and then the first failure is thrown: the pipe sends the batch again. A
 * function that adds therefore takes one element at a time; give such a pipe no retries, since it does not say how often
 * it has sent an element.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 */
export const pipe = defineTrigger({
  name: 'EventBridge Pipes',
  event: recordsOf(z.unknown()),
  handle: async (elements, trigger) => {
    const refusal = refusalOf(trigger.api, elements.length);
    const room = { ...rooms.invocation, bytes: Math.floor(rooms.invocation.bytes / elements.length) };
    const limit = createLimit(mostAtOnce);
    const answerElement = (value: unknown, index: number) =>
      answerUnread(
        { from: 'EventBridge Pipes', body: unwrap({ value }), trace: { element: `${index}` }, refusal, room },
        trigger,
      );
    const results = await Promise.allSettled(elements.map((value, index) => limit(() => answerElement(value, index))));
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  },
});
