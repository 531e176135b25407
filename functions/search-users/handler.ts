import { serve } from '#shared/serve';
import { searchUsers } from './definition.ts';

export const handler = await serve(searchUsers);
