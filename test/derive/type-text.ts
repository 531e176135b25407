import { describeWithLimits } from '#test/derive/limits-of';
import type { JsonSchema } from '#test/openapi/json-schema';

/** Writes a TSDoc comment. */
export const comment = (...lines: readonly string[]): string =>
  lines.length === 1 ? `/** ${lines[0]} */` : ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');

/** Wraps text into lines of at most `width` characters. A longer word gets a line of its own. */
export const wrap = (text: string, width = 112): readonly string[] =>
  text.match(new RegExp(`\\S.{0,${width - 1}}(?=\\s|$)|\\S+`, 'g')) ?? [];

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ');

/**
 * The client reads 64-bit ids as strings. It reads other long integers as strings only if a number would round them.
 */
const longIntegerOf = (name: string): string => (name.endsWith('TinyID') ? 'string' : 'number | string');

const fieldOf = (name: string, schema: JsonSchema, required: boolean): string => {
  const description = describeWithLimits(schema);
  const type = schema.format === 'int64' ? longIntegerOf(name) : typeText(schema);
  const field = `readonly ${name}${required ? '' : '?'}: ${type}${required ? '' : ' | undefined'};`;
  return description === '' ? field : `${comment(...wrap(description, 100))}\n${field}`;
};

const objectText = ({ properties = {}, required = [], additionalProperties = false }: JsonSchema): string => {
  const fields = Object.entries(properties).map(([name, schema]) => fieldOf(name, schema, required.includes(name)));
  return ['{', ...fields, ...(additionalProperties === false ? [] : ['readonly [field: string]: unknown;']), '}'].join(
    '\n',
  );
};

const primitives: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  integer: 'number',
  number: 'number',
  string: 'string',
  null: 'null',
};

/** Converts a JSON Schema to a TypeScript type, with the descriptions and limits of its fields as comments. */
export const typeText = (schema: JsonSchema): string => {
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const options = schema.oneOf ?? schema.anyOf;
  if (options) return union(options.map(typeText));
  if (schema.type === 'object') return objectText(schema);
  if (schema.type === 'array') return `readonly (${schema.items ? typeText(schema.items) : 'unknown'})[]`;
  return primitives[schema.type ?? ''] ?? 'unknown';
};
