import * as z from 'zod/mini';

/** What `parse` takes for errors that say what was expected. Without a language, `zod/mini` says only that input is invalid. */
export const inEnglish = { error: z.locales.en().localeError } as const;
