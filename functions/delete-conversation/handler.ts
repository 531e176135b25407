import { serve } from '#shared/serve';
import { deleteConversation } from './definition.ts';

export const handler = await serve(deleteConversation);
