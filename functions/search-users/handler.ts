import { serve } from '#shared/serve';
import { searchUsers } from './definition.ts';

export const handler = serve(searchUsers);
