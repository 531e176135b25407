import type { Api } from '#shared/define-api';
import { byFamily } from '#test/derive/describe-api';
import { table } from '#test/derive/markdown';
import { listOf } from '#test/derive/names';

/** The table of the functions, by family, with links into the reference. */
export const functionsTable = (apis: readonly Api[]): string => {
  const rows = byFamily(apis).flatMap(([, members]) =>
    members.map(({ name, path, summary, effect, callsPerSecond, regions }) => [
      `[\`${name}\`](functions/README.md#${name})`,
      `\`POST ${path}\``,
      summary,
      effect,
      `${callsPerSecond}/s`,
      regions ? listOf(regions) : 'all',
    ]),
  );
  return `${table(['function', 'route', 'what it does', 'effect', 'rate', 'regions'], rows)}\n`;
};
