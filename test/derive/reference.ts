import type { Api } from '#shared/define-api';
import { failureKinds } from '#shared/failures/failure';
import {
  byFamily,
  describeAccess,
  describeEffect,
  describePaging,
  describeRate,
  describeRegions,
  type Family,
  hasItemResults,
  textLengths,
} from '#test/derive/describe-api';
import { type Field, fieldsOf } from '#test/derive/fields-of';
import { code, readableJson, table } from '#test/derive/markdown';
import { generalCodes, type NumberedCode, ownCodes } from '#test/openapi/failures-of';
import { jsonSchemaOf } from '#test/openapi/json-schema';
import { readSample } from '#test/read-sample';

const introduction = (apis: readonly Api[]): readonly string[] => [
  '# The functions',
  '<!-- Derived from the definitions by `npm run derive`. Change the definitions, not this file. -->',
  `Each function is one Chat API. It takes the JSON that Chat documents and returns Chat's answer with every field. A request may contain only the fields in the tables; an answer may contain more. ${textLengths}`,
  'Callers, triggers, failures, retries and pages are the same for all of them: see [Calling the functions](calling.md). Tools read [openapi.json](openapi.json).',
  ...byFamily(apis).map(
    ([{ name }, members]) => `${name}: ${members.map((api) => `[${api.name}](#${api.name})`).join(', ')}.`,
  ),
];

const requestRow = ({ path, type, required, description }: Field): readonly string[] => [
  `\`${path}\``,
  type,
  required ? 'yes' : '',
  description,
];

const answerRow = ({ path, type, description }: Field): readonly string[] => [`\`${path}\``, type, description];

const codeRow = ({ code: number, kind, meaning }: NumberedCode): readonly string[] => [
  `${number}`,
  `\`${kind}\` (${failureKinds[kind].status})`,
  meaning,
];

const codesTable = (codes: readonly NumberedCode[]): string =>
  table(['code', 'failure', 'meaning'], codes.map(codeRow));

const envelope = new Set(['ActionStatus', 'ErrorCode', 'ErrorInfo', 'ErrorDisplay']);

const factsOf = (api: Api): string => {
  const facts: readonly (readonly [string, string | false | undefined])[] = [
    ['route', `\`POST ${api.path}\``],
    ['effect', `\`${api.effect}\`. ${describeEffect(api)}`],
    ['rate', describeRate(api)],
    ['regions', describeRegions(api)],
    ['access', describeAccess(api)],
    ['paging', describePaging(api)],
    ['items', hasItemResults(api) && 'Each item has its own `ResultCode`. If any is not 0, the status is 207.'],
  ];
  return table(
    ['', ''],
    facts.flatMap(([name, fact]) => (fact ? [[name, fact]] : [])),
  );
};

const answerFieldsOf = (api: Api): readonly Field[] =>
  fieldsOf(jsonSchemaOf(api.response())).filter(({ path }) => !envelope.has(path));

const sampleText = (value: object): string => code('json', readableJson(value));

const sectionOf = (api: Api): readonly string[] => {
  const answerFields = answerFieldsOf(api);
  const sample = readSample(api.name);
  return [
    `### ${api.name}`,
    `${api.summary} See [Chat's page](${api.documentation}).`,
    factsOf(api),
    'The request:',
    table(['field', 'type', 'required', ''], fieldsOf(jsonSchemaOf(api.request)).map(requestRow)),
    ...(answerFields.length === 0
      ? ['The answer has no fields beyond [those of every answer](#every-function).']
      : ['The answer:', table(['field', 'type', ''], answerFields.map(answerRow))]),
    "The API's own error codes:",
    codesTable(ownCodes(api)),
    `[Chat's sample](${sample.source}), a request and its answer:`,
    sampleText(sample.request),
    sampleText(sample.answer),
  ];
};

const familyOf = ([{ name, description }, members]: readonly [Family, readonly Api[]]): readonly string[] => [
  `## ${name}`,
  description,
  ...members.flatMap(sectionOf),
];

/** Writes the reference: a section for each function, and one that applies to all of them. */
export const reference = (apis: readonly Api[]): string => {
  const common = apis.slice(0, 1).flatMap(({ response }) => fieldsOf(jsonSchemaOf(response())));
  return `${[
    ...introduction(apis),
    ...byFamily(apis).flatMap(familyOf),
    '## Every function',
    'Every answer has these fields besides its own:',
    table(['field', 'type', ''], common.filter(({ path }) => envelope.has(path)).map(answerRow)),
    "Any call can fail with these codes, which come from Chat's gateway or a service behind it. Callers do not see the code of a 500; the log has it.",
    codesTable(generalCodes(apis)),
  ].join('\n\n')}\n`;
};
