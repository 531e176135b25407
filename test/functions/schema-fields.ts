import type { JsonSchema } from '#test/openapi/json-schema';

/** The variants of a union, or the schema itself. */
export const variantsOf = (schema: JsonSchema): readonly JsonSchema[] => schema.oneOf ?? [schema];

/** The fields of an object, in whichever variant they are. */
export const fieldsOf = (schema: JsonSchema | undefined): Readonly<Record<string, JsonSchema>> =>
  Object.assign({}, ...(schema ? variantsOf(schema) : []).map(({ properties }) => properties));

/** A place in a schema: a JSON pointer with `*` for each item of a list. */
export interface Place {
  readonly place: string;
  readonly schema: JsonSchema;
}

/** Every place below a schema, and the schema itself. */
export const placesOf = (schema: JsonSchema, place = ''): readonly Place[] => [
  { place, schema },
  ...(schema.oneOf ?? []).flatMap((variant) => placesOf(variant, place).slice(1)),
  ...Object.entries(schema.properties ?? {}).flatMap(([field, member]) => placesOf(member, `${place}/${field}`)),
  ...(schema.items ? placesOf(schema.items, `${place}/*`) : []),
];
