import { pinConversations } from '#functions/pin-conversations/definition';
import { serve } from '#shared/serve';

/** The function as it is deployed, but for Chat's rate: it would make a measurement of one call after the other wait. */
export const handler = await serve({ ...pinConversations, callsPerSecond: 200_000 });
