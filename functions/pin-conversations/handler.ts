import { serve } from '#shared/serve';
import { pinConversations } from './definition.ts';

export const handler = await serve(pinConversations);
