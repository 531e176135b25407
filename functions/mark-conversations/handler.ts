import { serve } from '#shared/serve';
import { markConversations } from './definition.ts';

export const handler = await serve(markConversations);
