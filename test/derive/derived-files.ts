import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Api } from '#shared/define-api';
import { clientContract } from '#test/derive/client-contract';
import { functionsTable } from '#test/derive/functions-table';
import { reference } from '#test/derive/reference';
import { unconfirmedPage } from '#test/derive/unconfirmed';
import { topics } from '#test/live/open-questions';
import { createDocument } from '#test/openapi/create-document';

/** A file that is derived, wholly or in part, from the definitions, the samples and the open questions. */
export interface DerivedFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));

const format = (path: string, text: string): DerivedFile => ({
  path,
  text: execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${path}`], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    input: text,
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  }),
});

const table = { begin: '<!-- Derived by `npm run derive` -->\n', end: '<!-- End of what is derived -->' };

/** The README with a new table of functions. */
const readme = (apis: readonly Api[]): DerivedFile => {
  const path = 'README.md';
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const [before, rest] = text.split(table.begin);
  const [, after] = rest?.split(table.end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${path} has no "${table.begin.trim()}".`);
  return { path, text: [before, table.begin, functionsTable(apis), table.end, after].join('') };
};

/** Derives every derived file in the form in which it is committed. */
export const deriveFiles = (apis: readonly Api[]): readonly DerivedFile[] => [
  format('functions/openapi.json', JSON.stringify(createDocument(apis))),
  { path: 'functions/README.md', text: reference(apis) },
  format('shared/client/contract.ts', clientContract(apis)),
  readme(apis),
  { path: 'shared/chat/unconfirmed.md', text: unconfirmedPage(topics) },
];
