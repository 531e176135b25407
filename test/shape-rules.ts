/** A file of the repository: its path from the root, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A rule about the layout: finds the violations. */
export type Rule = (files: readonly SourceFile[]) => readonly string[];

const rootEntries = new Set([
  'functions',
  'shared',
  'test',
  'package.json',
  'package-lock.json',
  'serverless.yml',
  'tsconfig.json',
  'README.md',
  'LICENSE',
]);

const isSource = ({ path }: SourceFile) => /\.(?:ts|mts|cts|js|mjs|cjs)$/.test(path);
const isIn =
  (...folders: readonly string[]) =>
  ({ path }: SourceFile) =>
    folders.some((folder) => path.startsWith(`${folder}/`));

/** The imports of a file, static or dynamic, of types or values. */
const importsOf = ({ text }: SourceFile): readonly string[] =>
  [
    ...text.matchAll(/^(?:import|export)\b[^;'"]*\bfrom\s*['"]([^'"]+)/gm),
    ...text.matchAll(/\bimport\s*\(?\s*['"]([^'"]+)/g),
  ].map(([, name = '']) => name);

const eachImport =
  (applies: (file: SourceFile) => boolean, allowed: (name: string, file: SourceFile) => boolean): Rule =>
  (files) =>
    files
      .filter((file) => applies(file) && isSource(file))
      .flatMap((file) =>
        importsOf(file).flatMap((name) => (allowed(name, file) ? [] : `${file.path} imports ${name}`)),
      );

/** A rule that refuses files; `breaks` says which. */
const noFile =
  (breaks: (file: SourceFile) => boolean): Rule =>
  (files) =>
    files.filter(breaks).map(({ path }) => path);

const functionNames = (files: readonly SourceFile[]): readonly string[] => [
  ...new Set(files.flatMap(({ path }) => /^functions\/([^/]+)\//.exec(path)?.[1] ?? [])),
];

const textOf = (files: readonly SourceFile[], wanted: string): string | undefined =>
  files.find(({ path }) => path === wanted)?.text;

const camelCase = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** A rule about each function: its complaints, by the name of the function. */
const eachFunction =
  (complain: (name: string, text: (path: string) => string | undefined) => readonly (string | false)[]): Rule =>
  (files) =>
    functionNames(files).flatMap((name) =>
      complain(name, (path) => textOf(files, path)).flatMap((complaint) => complaint || []),
    );

const pathOf = (definition: string | undefined): string | undefined =>
  /^ {2}path: '([^']+)'/m.exec(definition ?? '')?.[1];

/** The block of a function in `serverless.yml`: what stands under its name below `functions:`. */
const blockOf = (template: string | undefined, name: string): string | undefined => {
  const [, functions = ''] = /^functions:\n((?:[ #].*\n|\n)*)/m.exec(`${template ?? ''}\n`) ?? [];
  return functions.split(/^(?= {2}\S)/m).find((block) => block.startsWith(`  ${name}:`));
};

/** Whether a file contains code to test. */
const hasBehaviour = ({ text }: SourceFile): boolean => /^export (?:async )?(?:const|function|class)\b/m.test(text);

const configurations = new Set(['test/vitest.config.ts']);

/** The rules, each under the sentence that it checks. */
export const rules = {
  'the root holds the agreed entries and dot-files': (files) =>
    [...new Set(files.map(({ path }) => path.split('/')[0] ?? ''))].filter(
      (entry) => !rootEntries.has(entry) && !entry.startsWith('.'),
    ),

  'functions import #shared, zod/mini and their own definition only': eachImport(
    isIn('functions'),
    (name, { path }) =>
      name.startsWith('#shared/') ||
      (path.endsWith('/definition.ts') && name === 'zod/mini') ||
      (path.endsWith('/handler.ts') && name === './definition.ts'),
  ),

  'shared imports neither functions nor tests': eachImport(
    isIn('shared'),
    (name) => !/^(?:#functions|#test)\//.test(name) && !/(?:^|\/)\.\.\/(?:.*\/)?(?:functions|test)\//.test(name),
  ),

  'shared/chat knows no Lambda': eachImport(
    isIn('shared/chat'),
    (name) =>
      !/aws|middy|lambda/i.test(name) &&
      !/^#shared\/(?:triggers\/|middleware\/|serve$|request$|log$|deadline$|problem$)/.test(name) &&
      !name.startsWith('..'),
  ),

  'only config.ts reads the environment': noFile(
    (file) =>
      isIn('functions', 'shared')(file) &&
      file.path !== 'shared/config.ts' &&
      /\bprocess\.env\b|\bprocess\[|\benv\b[^;]*from 'node:process'/.test(file.text),
  ),

  'each function has a definition, a sample and a short handler and no other file': (files) =>
    eachFunction((name, text) => {
      const handler = text(`functions/${name}/handler.ts`);
      return [
        text(`functions/${name}/definition.ts`) === undefined && `${name} has no definition.ts`,
        text(`functions/${name}/sample.json`) === undefined && `${name} has no sample.json`,
        handler === undefined && `${name} has no handler.ts`,
        handler !== undefined && handler.trim().split('\n').length > 6 && `${name}: handler.ts is long`,
        ...files
          .map(({ path }) => path)
          .filter(
            (path) =>
              path.startsWith(`functions/${name}/`) && !/\/(?:definition\.ts|handler\.ts|sample\.json)$/.test(path),
          ),
      ];
    })(files),

  'a definition has the name of its folder, and is exported under it': eachFunction((name, text) => {
    const definition = text(`functions/${name}/definition.ts`) ?? '';
    return [
      !definition.includes(`\n  name: '${name}',\n`) && `${name}: the definition has another name`,
      !definition.includes(`export const ${camelCase(name)} = defineApi({`) &&
        `${name}: no export named ${camelCase(name)}`,
    ];
  }),

  'each function has a block in serverless.yml with its handler and route': eachFunction((name, text) => {
    const block = blockOf(text('serverless.yml'), name);
    const path = pathOf(text(`functions/${name}/definition.ts`));
    if (block === undefined) return [`${name} has no block`];
    return [
      !block.includes(`handler: functions/${name}/handler.handler\n`) && `${name}: another handler`,
      (path === undefined || !new RegExp(`\\bpath: ${path}(?![\\w/])`).test(block)) && `${name}: another route`,
    ];
  }),

  'serverless.yml has a function for each folder and no other': (files) => {
    const [, functions = ''] =
      /^functions:\n((?:[ #].*\n|\n)*)/m.exec(`${textOf(files, 'serverless.yml') ?? ''}\n`) ?? [];
    const keys = [...functions.matchAll(/^ {2}([\w-]+):/gm)].map(([, key = '']) => key);
    return keys.filter((key) => !functionNames(files).includes(key));
  },

  'each shared file that does something has a test at the same place': (files) =>
    files
      .filter((file) => isIn('shared')(file) && isSource(file) && hasBehaviour(file))
      .map(({ path }) => `test/${path.replace(/\.ts$/, '.test.ts')}`)
      .filter((test) => textOf(files, test) === undefined),

  'no file is an index': noFile(({ path }) => /(?:^|\/)index\.\w+$/.test(path)),

  'no folder or file is a drawer for everything': noFile(({ path }) =>
    path.split('/').some((part) => /^(?:utils?|helpers?|common|misc|lib)(?:\.|$)/.test(part)),
  ),

  'sources and their folders are named in kebab-case': noFile(
    (file) => isSource(file) && !file.path.split('/').every((part) => /^[a-z\d]+(?:[-.][a-z\d]+)*$/.test(part)),
  ),

  'nothing but a configuration has a default export': noFile(
    (file) =>
      isSource(file) &&
      !configurations.has(file.path) &&
      /^export (?:default\b|\{[^}]*\bas default\b)/m.test(file.text),
  ),

  'no test replaces a module': noFile(
    (file) => isIn('test')(file) && /\bvi\.(?:mock|doMock|unstable_mockModule)\(/.test(file.text),
  ),
} as const satisfies Record<string, Rule>;

/** The sentence of a rule. */
export type RuleName = keyof typeof rules;
