import { serve } from '#shared/serve';
import { listContactGroups } from './definition.ts';

export const handler = await serve(listContactGroups);
