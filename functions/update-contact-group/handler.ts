import { serve } from '#shared/serve';
import { updateContactGroup } from './definition.ts';

export const handler = await serve(updateContactGroup);
