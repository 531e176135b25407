import type { Api, Paging } from '#shared/define-api';
import { describeEffect, hasItemResults } from '#test/derive/describe-api';
import { camelCase, listOf, pascalCase } from '#test/derive/names';
import { comment, typeText, wrap } from '#test/derive/type-text';
import { type JsonSchema, jsonSchemaOf } from '#test/openapi/json-schema';

const quote = (name: string): string => `\`${name}\``;

const methodType = (kind: 'Method' | 'Pages', name: string): string =>
  `readonly ${camelCase(name)}: ${kind}<${pascalCase(name)}Request, ${pascalCase(name)}Answer>;`;

const declare = (name: string, schema: JsonSchema): string =>
  schema.properties ? `export interface ${name} ${typeText(schema)}` : `export type ${name} = ${typeText(schema)};`;

const typesOf = ({ name, request, response }: Api): string =>
  [
    comment(`The request of \`${name}\`.`),
    declare(`${pascalCase(name)}Request`, jsonSchemaOf(request)),
    '',
    comment(`The answer of \`${name}\`.`),
    declare(`${pascalCase(name)}Answer`, jsonSchemaOf(response())),
  ].join('\n');

const methodOf = (api: Api): string => {
  const notes = [describeEffect(api), hasItemResults(api) && 'Single items may fail: see `failedItems`.'];
  return [
    comment(...wrap(api.summary), '', ...wrap(notes.filter(Boolean).join(' ')), '', `@see ${api.documentation}`),
    methodType('Method', api.name),
  ].join('\n');
};

interface PagedApi extends Api {
  readonly paging: Paging;
}

const isPaged = (api: Api): api is PagedApi => api.paging !== undefined;

const pagesOf = ({ name, paging }: PagedApi): string => {
  const { carry, repeats } = paging;
  const text = [
    `The pages of \`${name}\`. To resume after a page, pass its \`{ after: { ${Object.keys(carry).join(', ')} } }\`.`,
    repeats && `Items of \`${repeats.field}\` that an earlier page had are removed.`,
  ];
  return `${comment(...wrap(text.filter(Boolean).join(' ')))}\n${methodType('Pages', name)}`;
};

/**
 * Derives the client's types, methods and paging from the definitions.
 *
 * The result imports nothing at run time but the page iterator, so the client package contains neither schemas nor zod.
 */
export const clientContract = (apis: readonly Api[]): string => {
  const paged = apis.filter(isPaged);
  const methods = apis.map(({ name }) => `${camelCase(name)}: method('${name}'),`);
  const pages = paged.map(
    ({ name, paging }) => `${camelCase(name)}: pagesOf(methods.${camelCase(name)}, ${JSON.stringify(paging)}),`,
  );
  return [
    '// Derived from the definitions by `npm run derive`. Change the definitions, not this file.',
    "import type { MakeMethod, Method, Pages } from '#shared/client/method';",
    "import { pagesOf } from '#shared/client/pages';",
    '',
    apis.map(typesOf).join('\n\n'),
    '',
    comment("A function's name, without the prefix that its deployment gives it."),
    `export type FunctionName = ${apis.map(({ name }) => `'${name}'`).join(' | ')};`,
    '',
    comment('The APIs that can be read page by page.'),
    'export interface ChatPages {',
    paged.map(pagesOf).join('\n'),
    '}',
    '',
    comment('The functions, as methods.'),
    'export interface ChatFunctions {',
    apis.map(methodOf).join('\n'),
    comment(...wrap(`Reads ${listOf(paged.map(({ name }) => quote(camelCase(name))))} page by page.`)),
    'readonly pages: ChatPages;',
    '}',
    '',
    comment('Makes the method of every function with `method`.'),
    'export const createMethods = (method: MakeMethod<FunctionName>): ChatFunctions => {',
    `const methods: Omit<ChatFunctions, 'pages'> = { ${methods.join('\n')} };`,
    `return { ...methods, pages: { ${pages.join('\n')} } };`,
    '};',
    '',
  ].join('\n');
};
