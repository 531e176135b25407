import * as z from 'zod/mini';

/** The media type of requests and of answers to calls that worked. */
export const json = 'application/json';

/** Names a schema of the document. */
export const reference = (schema: string) => ({ $ref: `#/components/schemas/${schema}` });

/**
 * The JSON Schema (2020-12, as OpenAPI 3.1 has it) of what a caller sends or reads. The bounds of JavaScript's integers are
 * left out, and a field that the schema leaves unknown is an integer that JavaScript cannot hold.
 */
export const jsonSchemaOf = (schema: z.ZodMiniType): object => {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema, path }) => {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (zodSchema._zod.def.type === 'unknown' && path.at(-2) === 'properties') {
        Object.assign(jsonSchema, { type: 'integer', format: 'int64' });
      }
    },
  });
  return jsonSchema;
};
