import { serve } from '#shared/serve';
import { deleteConversation } from './definition.ts';

export const handler = serve(deleteConversation);
