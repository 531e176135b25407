import { serve } from '#shared/serve';
import { setSearchVisibility } from './definition.ts';

export const handler = await serve(setSearchVisibility);
