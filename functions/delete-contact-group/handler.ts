import { serve } from '#shared/serve';
import { deleteContactGroup } from './definition.ts';

export const handler = serve(deleteContactGroup);
