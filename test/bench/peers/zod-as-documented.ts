/** The whole of zod under the names that `zod/mini` uses: what a bundle holds that imports `zod` as its page shows. */
export * from 'zod';
export { gte as minimum, lte as maximum } from 'zod';
