import { readFileSync } from 'node:fs';

/** The samples of the client's README in their order: one program. */
export const readmeProgram = (): string => {
  const readme = readFileSync(new URL('../../shared/client/README.md', import.meta.url), 'utf8');
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, sample = '']) => sample).join('\n');
};
