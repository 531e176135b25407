import { serve } from '#shared/serve';
import { listConversations } from './definition.ts';

export const handler = serve(listConversations);
