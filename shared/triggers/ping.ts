import * as z from 'zod/mini';
import { defineTrigger } from '#shared/triggers/trigger';

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
  event: z.union([
    z.object({
      source: z.literal('aws.events'),
      'detail-type': z.literal('Scheduled Event'),
      detail: z.strictObject({}),
    }),
    z.object({ source: z.literal('serverless-plugin-warmup') }),
    z.object({ warmer: z.literal(true) }),
    z.object({ type: z.literal('warmer') }),
  ]),
  handle: async () => 'The function is warm.',
});
