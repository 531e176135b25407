import { serve } from '#shared/serve';
import { createContactGroup } from './definition.ts';

export const handler = await serve(createContactGroup);
