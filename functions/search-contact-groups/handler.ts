import { serve } from '#shared/serve';
import { searchContactGroups } from './definition.ts';

export const handler = await serve(searchContactGroups);
