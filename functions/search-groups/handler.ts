import { serve } from '#shared/serve';
import { searchGroups } from './definition.ts';

export const handler = await serve(searchGroups);
