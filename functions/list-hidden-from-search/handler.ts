import { serve } from '#shared/serve';
import { listHiddenFromSearch } from './definition.ts';

export const handler = await serve(listHiddenFromSearch);
