import { Failure } from '#shared/failures/failure';
import { answerUnread } from '#shared/triggers/invocation';
import { rooms } from '#shared/triggers/room';
import { defineTrigger, readList, type TriggerContext } from '#shared/triggers/trigger';
import { unwrap } from '#shared/triggers/unwrap';
import { workThrough } from '#shared/triggers/work-through';

/** After one failed element the pipe sends the whole batch again, which would add the other elements twice. */
const refusalOf = ({ effect, name }: TriggerContext['api'], elements: number): Failure | undefined =>
  effect === 'adds' && elements !== 1
    ? new Failure('InvalidRequest', `${name} adds something with each request. Set the batch size of the pipe to 1.`)
    : undefined;

/**
 * EventBridge Pipes with an input transformer. The event is an array of requests, the result an array of answers. A
 * function cannot report single elements of such a batch as failed, so it handles all of them and throws the first
 * failure, after which the pipe sends the batch again. A function that adds therefore accepts one element at a time.
 * Configure such a pipe without retries, since it does not say how often it has sent an element.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 */
export const pipe = defineTrigger({
  name: 'EventBridge Pipes',
  read: readList,
  handle: async (elements, trigger) => {
    const refusal = refusalOf(trigger.api, elements.length);
    const room = { ...rooms.invocation, bytes: Math.floor(rooms.invocation.bytes / elements.length) };
    const results: Promise<unknown>[] = [];
    await workThrough([...elements.entries()], async ([index, value]) => {
      const result = answerUnread(
        { from: 'EventBridge Pipes', body: unwrap({ value }), trace: { element: `${index}` }, refusal, room },
        trigger,
      );
      results.push(result);
      await result.catch(() => undefined);
    });
    return Promise.all(results);
  },
});
