import { answerUnread } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';
import { unsupportedService } from '#shared/triggers/unsupported';
import { readBusEvent, unwrap } from '#shared/triggers/unwrap';

/**
 * A rule of an EventBridge bus. The request is the event's `detail`; with an input transformer, the event is a direct
 * invocation. EventBridge invokes asynchronously, so Lambda retries a failure as configured: the deployment configures
 * no retries for a function that adds.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const eventBridge = defineTrigger({
  name: 'EventBridge',
  read: readBusEvent,
  handle: ({ id, source, detail }, trigger) =>
    answerUnread(
      {
        from: source,
        body: unwrap({ value: detail }),
        trace: { eventId: id },
        // This prefix is reserved for AWS's own services.
        refusal: source.startsWith('aws.') ? unsupportedService(source) : undefined,
      },
      trigger,
    ),
});
