import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished, test } from 'vitest';
import { camelCase, pascalCase } from '#test/derive/names';
import { loadApis } from '#test/load-apis';

const build = fileURLToPath(new URL('../../.build/', import.meta.url));
const compiler = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')));

/** Compiles only if the client's types match the definitions, in which 64-bit ids are unknown instead of text. */
const comparisonOf = (name: string): string => {
  const [definition, type] = [camelCase(name), pascalCase(name)];
  return `
import type { ${definition} } from '#functions/${name}/definition';
import type { ${type}Answer, ${type}Request } from '#shared/client/contract';
export const compare${type} = {
  takesAll: (value: z.output<typeof ${definition}.request>): ${type}Request => value,
  takesNoMore: (value: ${type}Request): Readable<z.output<typeof ${definition}.request>> => value,
  answersSo: (value: ${type}Answer): Readable<z.output<ReturnType<typeof ${definition}.response>>> => value,
};`;
};

const program = async () => `
import type * as z from 'zod/mini';
type Readable<Value> = Value extends object ? { readonly [Key in keyof Value]: Readable<Value[Key]> } : Value;
${(await loadApis()).map(({ name }) => comparisonOf(name)).join('\n')}
`;

test("the client's types match the schemas", async ({ expect }) => {
  await mkdir(build, { recursive: true });
  const folder = await mkdtemp(`${build}client-types-`);
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(`${folder}/program.ts`, await program());
  await writeFile(`${folder}/tsconfig.json`, '{ "extends": "../../tsconfig.json", "include": ["program.ts"] }');
  const compiled = promisify(execFile)(process.execPath, [compiler, '--project', folder]);
  await compiled.catch(({ stdout }) => expect.unreachable(stdout));
}, 30_000);
