import * as z from 'zod/mini';
import { isRecord } from '#shared/json/is-record';

/** A JSON Schema, so far as the schemas of the definitions become one. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  /** The variants of a union. */
  readonly oneOf?: readonly JsonSchema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const isJsonSchema = (value: unknown): value is JsonSchema => isRecord(value);

/** The JSON Schema of what leaves a schema: for a request, what is sent to Chat. */
export const jsonSchemaOf = (schema: z.ZodMiniType): JsonSchema => {
  const jsonSchema: unknown = z.toJSONSchema(schema, { io: 'output' });
  if (!isJsonSchema(jsonSchema)) throw new Error('The schema has no JSON Schema.');
  return jsonSchema;
};

/** The variants of a union, or the schema itself. */
export const variantsOf = (schema: JsonSchema): readonly JsonSchema[] => schema.oneOf ?? [schema];

/** The fields of an object, in whichever variant they are. */
export const fieldsOf = (schema: JsonSchema | undefined): Readonly<Record<string, JsonSchema>> =>
  Object.assign({}, ...(schema ? variantsOf(schema) : []).map(({ properties }) => properties));

/** A place in a schema: a JSON pointer with `*` for each item of a list. */
export interface Place {
  readonly pointer: string;
  readonly schema: JsonSchema;
}

/** Every place below a schema, and the schema itself. */
export const placesOf = (schema: JsonSchema, pointer = ''): readonly Place[] => [
  { pointer, schema },
  ...(schema.oneOf ?? []).flatMap((variant) => placesOf(variant, pointer).slice(1)),
  ...Object.entries(schema.properties ?? {}).flatMap(([field, member]) => placesOf(member, `${pointer}/${field}`)),
  ...(schema.items ? placesOf(schema.items, `${pointer}/*`) : []),
];
