import * as z from 'zod/mini';
import { parseExactJson } from '#shared/json/exact-json';
import type { BodyText, BodyValue } from '#shared/request';

/** The envelope of an EventBridge event, unless the rule has an input transformer. */
export const busEvent = z.object({
  id: z.string(),
  source: z.string(),
  'detail-type': z.string(),
  detail: z.unknown(),
});

/** The event of an SNS topic, which has one record. */
export const topicEvent = z.object({
  Records: z.tuple([
    z.object({
      EventSource: z.literal('aws:sns'),
      EventSubscriptionArn: z.optional(z.string()),
      Sns: z.object({ MessageId: z.string(), TopicArn: z.optional(z.string()), Message: z.string() }),
    }),
  ]),
});

/** The envelope of an SNS message in a queue, unless the subscription has raw delivery enabled. */
const notification = z.object({ Type: z.literal('Notification'), TopicArn: z.string(), Message: z.string() });

/** Lambda's record of a failed asynchronous invocation. */
const invocationRecord = z.object({
  version: z.literal('1.0'),
  requestContext: z.object({ functionArn: z.string() }),
  requestPayload: z.unknown(),
});

/** Parses any envelope into the request inside. */
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

/** The most nested envelopes to open. */
const mostEnvelopes = 8;

/** The size of AWS's largest message. A larger text is not parsed. */
const largestMessage = 1024 * 1024;

/** The members in which envelopes contain a request. A text without any of them is not parsed twice. */
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
 * Takes a request out of its envelopes, in any order: SNS messages, EventBridge events and Lambda's records of failed
 * asynchronous invocations.
 */
export const unwrap = (body: BodyText | BodyValue, depth = mostEnvelopes): BodyText | BodyValue => {
  const inside = envelope.safeParse('text' in body ? parse(body) : body.value);
  return inside.success && depth > 0 ? unwrap(inside.data, depth - 1) : body;
};
