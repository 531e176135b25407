import { inspect } from 'node:util';

const causes = (error: unknown): unknown[] => (error instanceof Error ? [error, ...causes(error.cause)] : [error]);

/** All that anyone could print of an error: names, messages, stacks, hidden members, the chain of causes, its JSON. */
export const everythingOf = (error: unknown): string =>
  causes(error)
    .flatMap((part) => [
      String(part),
      part instanceof Error ? part.stack : undefined,
      inspect(part, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null, maxArrayLength: null }),
      JSON.stringify(part),
    ])
    .join('\n');
