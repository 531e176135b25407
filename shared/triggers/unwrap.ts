import * as z from 'zod/mini';
import { parseExactJson } from '#shared/json/exact-json';
import { hasTexts, memberOf } from '#shared/json/member-of';
import type { BodyText, BodyValue } from '#shared/request';
import { readAs } from '#shared/triggers/trigger';

/** Reads the envelope of an EventBridge event, unless the rule has an input transformer. */
export const readBusEvent = (value: unknown) => {
  const detail = memberOf(value, 'detail');
  if (detail === undefined || !hasTexts(value, 'id', 'source', 'detail-type')) return undefined;
  return { id: value.id, source: value.source, detail };
};

const recordOfTopic = z.object({
  EventSource: z.literal('aws:sns'),
  EventSubscriptionArn: z.optional(z.string()),
  Sns: z.object({ MessageId: z.string(), TopicArn: z.optional(z.string()), Message: z.string() }),
});

/** Reads the event of an SNS topic, which has one record. */
export const readTopicRecord = (value: unknown) => {
  const records = memberOf(value, 'Records');
  return Array.isArray(records) && records.length === 1 ? readAs(recordOfTopic, records[0]) : undefined;
};

/** Reads the request inside any envelope. */
const readEnvelope = (value: unknown): BodyText | BodyValue | undefined => {
  // An SNS message in a queue, unless the subscription has raw delivery enabled.
  if (memberOf(value, 'Type') === 'Notification' && hasTexts(value, 'TopicArn', 'Message')) {
    return { text: value.Message };
  }
  const topicRecord = readTopicRecord(value);
  if (topicRecord) return { text: topicRecord.Sns.Message };
  const busEvent = readBusEvent(value);
  if (busEvent) return { value: busEvent.detail };
  // Lambda's record of a failed asynchronous invocation.
  const payload = memberOf(value, 'requestPayload');
  const isInvocation =
    memberOf(value, 'version') === '1.0' && hasTexts(memberOf(value, 'requestContext'), 'functionArn');
  return isInvocation && payload !== undefined ? { value: payload } : undefined;
};

/** The most nested envelopes to open. */
const mostEnvelopes = 8;

/** The size of AWS's largest message. A larger text is not parsed. */
const largestMessage = 1024 * 1024;

/** The members in which envelopes contain a request. A text without any of them is not parsed twice. */
const holdsRequest = /"(?:Message|detail|requestPayload)"\s*:/;

const parse = ({ text }: BodyText): unknown => {
  if (text === undefined || text.length > largestMessage || !holdsRequest.test(text)) return undefined;
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
};

/**
 * Takes a request out of its envelopes, in any order: SNS messages, EventBridge events and Lambda's records of failed
 * asynchronous invocations.
 */
export const unwrap = (body: BodyText | BodyValue, depth = mostEnvelopes): BodyText | BodyValue => {
  if (depth === 0) return body;
  const inside = readEnvelope('text' in body ? parse(body) : body.value);
  return inside ? unwrap(inside, depth - 1) : body;
};
