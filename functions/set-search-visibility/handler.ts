import { serve } from '#shared/serve';
import { setSearchVisibility } from './definition.ts';

export const handler = serve(setSearchVisibility);
