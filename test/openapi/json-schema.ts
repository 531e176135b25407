import * as z from 'zod/mini';

const jsonSchema = z.looseObject({
  type: z.optional(z.string()),
  description: z.optional(z.string()),
  enum: z.optional(z.array(z.unknown())),
  format: z.optional(z.string()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  minLength: z.optional(z.int()),
  maxLength: z.optional(z.int()),
  minItems: z.optional(z.int()),
  maxItems: z.optional(z.int()),
  required: z.optional(z.array(z.string())),
  get properties() {
    return z.optional(z.record(z.string(), jsonSchema));
  },
  get additionalProperties() {
    return z.optional(z.union([z.boolean(), jsonSchema]));
  },
  get items() {
    return z.optional(jsonSchema);
  },
  get oneOf() {
    return z.optional(z.array(jsonSchema));
  },
  get anyOf() {
    return z.optional(z.array(jsonSchema));
  },
});

/** The parts of JSON Schema (2020-12, as OpenAPI 3.1 has it) that the definitions lead to. */
export type JsonSchema = z.infer<typeof jsonSchema>;

/** What an integer of 64 bits is described with beside its own description. */
const longInteger = 'JavaScript numbers cannot hold it: read it with a parser that keeps its digits.';

const sentences = (...texts: readonly (string | undefined)[]): string => texts.filter(Boolean).join(' ');

const isInteger = (value: unknown): boolean => Number.isInteger(value);

/** Rewrites what generators of code stumble over, in place. */
const normalise = (schema: z.core.JSONSchema.BaseSchema): void => {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.const !== undefined) {
    schema.enum = [schema.const];
    delete schema.const;
  }
  if (schema.enum?.every(isInteger)) schema.type = 'integer';
};

/**
 * The JSON Schema of what a schema makes of its input: what Chat gets of a request, or a caller of an answer. An
 * enumeration is always written as `enum`, the bounds of JavaScript's integers are left out, and a field that the schema
 * leaves unknown is an integer of 64 bits.
 */
export const jsonSchemaOf = (schema: z.ZodMiniType): JsonSchema => {
  const { $schema: _, ...written } = z.toJSONSchema(schema, {
    io: 'output',
    override: ({ zodSchema, jsonSchema: part, path }) => {
      normalise(part);
      if (zodSchema._zod.def.type !== 'unknown' || path.at(-2) !== 'properties') return;
      Object.assign(part, { type: 'integer', format: 'int64', description: sentences(part.description, longInteger) });
    },
  });
  return jsonSchema.parse(written);
};
