import * as z from 'zod/mini';
import { parseExactJson } from '#shared/json/exact-json';
import type { BodyText, BodyValue } from '#shared/request';

/** What EventBridge puts around an event, unless the rule has an input transformer. */
export const busEvent = z.object({
  id: z.string(),
  source: z.string(),
  'detail-type': z.string(),
  detail: z.unknown(),
});

/** What SNS invokes a function with. It sends one record an event. */
export const topicEvent = z.object({
  Records: z.tuple([
    z.object({
      EventSource: z.literal('aws:sns'),
      EventSubscriptionArn: z.optional(z.string()),
      Sns: z.object({ MessageId: z.string(), TopicArn: z.optional(z.string()), Message: z.string() }),
    }),
  ]),
});

/** What SNS puts around a message in a queue, unless the subscription asks for raw delivery. */
const notification = z.object({ Type: z.literal('Notification'), TopicArn: z.string(), Message: z.string() });

/** What Lambda writes of a failed asynchronous invocation. */
const invocationRecord = z.object({
  version: z.literal('1.0'),
  requestContext: z.object({ functionArn: z.string() }),
  requestPayload: z.unknown(),
});

/** What a request may be wrapped in, and what is inside. */
const envelope = z.union([
  z.pipe(
    notification,
    z.transform(({ Message }): BodyText => ({ text: Message })),
  ),
  z.pipe(
    topicEvent,
    z.transform(({ Records: [{ Sns }] }): BodyText => ({ text: Sns.Message })),
  ),
  z.pipe(
    busEvent,
    z.transform(({ detail }): BodyValue => ({ value: detail })),
  ),
  z.pipe(
    invocationRecord,
    z.transform(({ requestPayload }): BodyValue => ({ value: requestPayload })),
  ),
]);

/** More envelopes than this are taken for nonsense. */
const mostEnvelopes = 8;

/** The largest message that AWS carries. What is larger is not looked into. */
const largestMessage = 1024 * 1024;

/** The members that envelopes hold a request in. A text without one is no envelope, and is left to be parsed once. */
const holdsRequest = /"(?:Message|detail|requestPayload)"\s*:/;

const parse = ({ text }: BodyText): unknown => {
  if (text === undefined || text.length > largestMessage || !holdsRequest.test(text)) return undefined;
  try {
    return parseExactJson(text.trim());
  } catch {
    return undefined;
  }
};

/**
 * Takes a request out of the envelopes that SNS, EventBridge and Lambda's record of a failed asynchronous invocation put
 * around it on the way, in whichever order.
 */
export const unwrap = (body: BodyText | BodyValue, depth = mostEnvelopes): BodyText | BodyValue => {
  const inside = envelope.safeParse('text' in body ? parse(body) : body.value);
  return inside.success && depth > 0 ? unwrap(inside.data, depth - 1) : body;
};
