import { answerUnread } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';
import { unsupportedService } from '#shared/triggers/unsupported';
import { busEvent, unwrap } from '#shared/triggers/unwrap';

/**
 * A rule of an EventBridge bus: the request is the `detail`. With an input transformer it is a direct invocation. EventBridge
 * invokes asynchronously, so a failure is tried again as often as the function's asynchronous invocations are: not at all
 * where the function adds.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const eventBridge = defineTrigger({
  name: 'EventBridge',
  event: busEvent,
  handle: ({ id, source, detail }, trigger) =>
    answerUnread(
      {
        from: source,
        body: unwrap({ value: detail }),
        trace: { eventId: id },
        // Only AWS's own services may use such a name.
        refusal: source.startsWith('aws.') ? unsupportedService(source) : undefined,
      },
      trigger,
    ),
});
