import { deliverInvocation } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';
import { busEvent } from '#shared/triggers/unwrap';

/**
 * A rule of an EventBridge bus: the request is the `detail`. With an input transformer it is a direct invocation.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const eventBridge = defineTrigger({
  name: 'EventBridge',
  event: busEvent,
  deliver: ({ id, detail }, means) => deliverInvocation({ id, body: { value: detail }, trace: { eventId: id } }, means),
});
