import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type RuleName, rules, type SourceFile } from '#test/shape-rules';

const root = new URL('..', import.meta.url);
const notOurs = /^(?:node_modules|\..*)$/;

const filesBelow = (folder: string): readonly SourceFile[] =>
  readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) return notOurs.test(entry.name) ? [] : filesBelow(`${path}/`);
    return { path, text: readFileSync(new URL(path, root), 'utf8') };
  });

const files = filesBelow('');

const file = (path: string, text = ''): SourceFile => ({ path, text });

/** A small repository that keeps every rule. */
const sound: readonly SourceFile[] = [
  file('package.json'),
  file('.gitignore'),
  file(
    'functions/do-it/definition.ts',
    "import * as z from 'zod/mini';\nimport { defineApi } from '#shared/define-api';\n\nexport const doIt = defineApi({\n  name: 'do-it',\n  path: '/v4/a/b',\n});\n",
  ),
  file(
    'functions/do-it/handler.ts',
    "import { serve } from '#shared/serve';\nimport { doIt } from './definition.ts';\n\nexport const handler = await serve(doIt);\n",
  ),
  file('functions/do-it/sample.json', '{}\n'),
  file('shared/chat/client.ts', "import { clock } from '#shared/clock';\n\nexport const client = clock;\n"),
  file('shared/request.ts', 'export interface Request {}\n'),
  file('test/shared/chat/client.test.ts'),
  file(
    'serverless.yml',
    'functions:\n  do-it:\n    handler: functions/do-it/handler.handler\n    events:\n      - httpApi: { path: /v4/a/b }\n\nresources:\n  other: {}\n',
  ),
  file('README.md'),
];

/** The sound repository with files added, replaced, or taken away where the text is `undefined`. */
const changed = (changes: Readonly<Record<string, string | undefined>>): readonly SourceFile[] => [
  ...sound.filter(({ path }) => !Object.hasOwn(changes, path)),
  ...Object.entries(changes).flatMap(([path, text]) => (text === undefined ? [] : file(path, text))),
];

const definitionPath = 'functions/do-it/definition.ts';
const handlerPath = 'functions/do-it/handler.ts';
const definition = sound.find(({ path }) => path === definitionPath)?.text ?? '';
const template = sound.find(({ path }) => path === 'serverless.yml')?.text ?? '';

/** Every way to break a rule that it has to notice. */
const breaches: Readonly<Record<RuleName, readonly Readonly<Record<string, string | undefined>>[]>> = {
  'the root holds the agreed entries and dot-files': [{ 'notes.md': '' }, { 'scripts/build.ts': '' }],
  'functions import #shared, zod/mini and their own definition only': [
    { [handlerPath]: "import { x } from '#functions/other/definition';\n" },
    { [handlerPath]: "import { x } from '../other/definition.ts';\n" },
    { [handlerPath]: "import * as z from 'zod/mini';\n" },
    { [definitionPath]: "import type { Context } from 'aws-lambda';\n" },
    { [definitionPath]: "import * as z from 'zod';\n" },
    { [definitionPath]: "import {\n  a,\n  b,\n} from '#test/seed';\n" },
    { [definitionPath]: "export { x } from 'ky';\n" },
    { [definitionPath]: "const x = await import('ky');\n" },
    { [definitionPath]: "import 'ky';\n" },
  ],
  'shared imports neither functions nor tests': [
    { 'shared/serve.ts': "import { x } from '#functions/do-it/definition';\n" },
    { 'shared/serve.ts': "import { x } from '#test/served-api';\n" },
    { 'shared/chat/client.ts': "import { x } from '../../test/served-api.ts';\n" },
  ],
  'shared/chat knows no Lambda': [
    { 'shared/chat/client.ts': "import type { Context } from 'aws-lambda';\n" },
    { 'shared/chat/client.ts': "import middy from '@middy/core';\n" },
    { 'shared/chat/client.ts': "import { Logger } from '@aws-lambda-powertools/logger';\n" },
    { 'shared/chat/client.ts': "import { direct } from '#shared/triggers/direct';\n" },
    { 'shared/chat/client.ts': "import { direct } from '../triggers/direct.ts';\n" },
  ],
  'only config.ts reads the environment': [
    { 'shared/observability/log.ts': 'export const level = process.env.LEVEL;\n' },
    { 'shared/observability/log.ts': "export const level = process['env'].LEVEL;\n" },
    { 'shared/observability/log.ts': "import { env } from 'node:process';\n" },
    { [handlerPath]: 'export const handler = process.env;\n' },
  ],
  'each function has a definition, a sample and a short handler and no other file': [
    { [definitionPath]: undefined },
    { 'functions/do-it/sample.json': undefined },
    { [handlerPath]: undefined },
    { [handlerPath]: '// a line\n'.repeat(7) },
    { 'functions/do-it/limits.ts': '' },
  ],
  'a definition has the name of its folder, and is exported under it': [
    { [definitionPath]: definition.replace("'do-it'", "'do-that'") },
    { [definitionPath]: definition.replace('doIt', 'doThat') },
  ],
  'each function has a block in serverless.yml with its handler and route': [
    { 'serverless.yml': undefined },
    { 'serverless.yml': template.replace('  do-it:', '  do-that:') },
    { 'serverless.yml': template.replace('do-it/handler', 'do-that/handler') },
    { 'serverless.yml': template.replace('/v4/a/b', '/v4/a/c') },
    { 'serverless.yml': template.replace('/v4/a/b', '/v4/a/b/c') },
    { 'serverless.yml': template.replace('functions:', 'resources:') },
  ],
  'serverless.yml has a function for each folder and no other': [
    { 'serverless.yml': template.replace('functions:\n', 'functions:\n  gone:\n    handler: x\n') },
  ],
  'each shared file that does something has a test at the same place': [
    { 'test/shared/chat/client.test.ts': undefined },
    { 'shared/new.ts': 'export class New {}\n' },
    { 'shared/new.ts': 'export async function begin() {}\n' },
  ],
  'no file is an index': [{ 'shared/index.ts': '' }, { 'test/emulator/index.mjs': '' }],
  'no folder or file is a drawer for everything': [
    { 'shared/utils/text.ts': '' },
    { 'shared/helpers.ts': '' },
    { 'test/common/text.ts': '' },
  ],
  'sources and their folders are named in kebab-case': [
    { 'shared/userSig.ts': '' },
    { 'test/Emulator/start.ts': '' },
    { 'shared/user_sig.ts': '' },
  ],
  'nothing but a configuration has a default export': [
    { 'shared/serve.ts': 'export default 1;\n' },
    { 'shared/serve.ts': 'const a = 1;\nexport { a as default };\n' },
  ],
  'no test replaces a module': [{ 'test/a.test.ts': `vi${'.'}mock('ky');\n` }],
};

describe.each(Object.entries(rules))('%s', (name, rule) => {
  test('holds here', () => {
    expect(rule(files)).toEqual([]);
  });

  test('holds in a sound repository', () => {
    expect(rule(sound)).toEqual([]);
  });

  const ways = Object.entries(breaches).flatMap(([broken, list]) => (broken === name ? list : []));
  test.each(ways.map((breach) => [JSON.stringify(breach).slice(0, 100), breach] as const))(
    'notices %s',
    (_, breach) => {
      expect(rule(changed(breach))).not.toEqual([]);
    },
  );
});

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(50);
});
