import type { Api } from '#shared/define-api';
import { byFamily } from '#test/derive/describe-api';
import { table } from '#test/derive/markdown';

/** Makes the table of the functions, by family, with links to the reference. */
export const functionsTable = (apis: readonly Api[]): string => {
  const rows = byFamily(apis).flatMap(([, members]) =>
    members.map(({ name, path, summary, effect, callsPerSecond, regions }) => [
      `[\`${name}\`](functions/README.md#${name})`,
      `\`${path}\``,
      summary,
      effect,
      `${callsPerSecond}/s${regions ? `; ${regions.join(', ')}` : ''}`,
    ]),
  );
  return `${table(['function', 'path', 'what it does', 'effect', 'limit'], rows)}\n`;
};
