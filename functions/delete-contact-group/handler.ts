import { serve } from '#shared/serve';
import { deleteContactGroup } from './definition.ts';

export const handler = await serve(deleteContactGroup);
