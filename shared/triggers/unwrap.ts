import * as z from 'zod/mini';
import { parseExactJson } from '#shared/json/exact-json';
import type { BodyText, BodyValue } from '#shared/request';

/** What SNS puts around a message, unless the subscription asks for raw delivery. */
const notification = z.object({ Type: z.literal('Notification'), TopicArn: z.string(), Message: z.string() });

/** What EventBridge puts around an event, unless the rule has an input transformer. */
export const busEvent = z.object({
  id: z.string(),
  source: z.string(),
  'detail-type': z.string(),
  detail: z.unknown(),
});

const parse = (text: string): unknown => {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
};

/** Takes a request out of the envelopes that SNS and EventBridge put around it on the way, in whichever order. */
export const unwrap = (text: string | undefined): BodyText | BodyValue => {
  if (text === undefined) return { text };
  const value = parse(text);
  const message = notification.safeParse(value);
  if (message.success) return unwrap(message.data.Message);
  const event = busEvent.safeParse(value);
  return event.success ? { value: event.data.detail } : { text };
};
