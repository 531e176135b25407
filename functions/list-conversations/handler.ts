import { serve } from '#shared/serve';
import { listConversations } from './definition.ts';

export const handler = await serve(listConversations);
