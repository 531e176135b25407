import { isRecord } from '#shared/json/is-record';
import { memberOf } from '#shared/json/member-of';
import { defineTrigger } from '#shared/triggers/trigger';

const isSchedule = (event: unknown): boolean => {
  const detail = memberOf(event, 'detail');
  return (
    memberOf(event, 'source') === 'aws.events' &&
    memberOf(event, 'detail-type') === 'Scheduled Event' &&
    isRecord(detail) &&
    Object.keys(detail).length === 0
  );
};

const isPing = (event: unknown): boolean =>
  memberOf(event, 'source') === 'serverless-plugin-warmup' ||
  memberOf(event, 'warmer') === true ||
  memberOf(event, 'type') === 'warmer' ||
  isSchedule(event);

/**
 * A ping that keeps a function warm: an EventBridge schedule without its own input, or the payload of
 * serverless-plugin-warmup, lambda-warmer or SST's warmer. The function answers it without calling Chat.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
 * @see https://www.npmjs.com/package/serverless-plugin-warmup
 * @see https://www.npmjs.com/package/lambda-warmer
 */
export const ping = defineTrigger({
  name: 'ping',
  read: (event) => isPing(event) || undefined,
  handle: async () => 'The function is warm.',
});
