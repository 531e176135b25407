import { serve } from '#shared/serve';
import { searchGroupMembers } from './definition.ts';

export const handler = await serve(searchGroupMembers);
