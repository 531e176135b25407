import { limitsOf } from '#test/derive/limits-of';
import { listOf } from '#test/derive/names';
import type { JsonSchema } from '#test/openapi/json-schema';

/** A field of a request or an answer: one row of a table. */
export interface Field {
  /** For example `RecentContactItem[].Type`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

const optionsOf = ({ oneOf, anyOf }: JsonSchema): readonly JsonSchema[] => oneOf ?? anyOf ?? [];

const quoted = (value: unknown): string => `\`${JSON.stringify(value)}\``;

const typeOf = (schema: JsonSchema): string => {
  if (schema.enum) return listOf(schema.enum.map(quoted), 'or');
  if (schema.type === 'array') return `array of ${schema.items ? typeOf(schema.items) : 'anything'}`;
  if (schema.type !== undefined) return schema.type;
  return listOf([...new Set(optionsOf(schema).map(typeOf))], 'or') || 'anything';
};

/** The type with its limits. For an array of plain values, the limits of its items follow. */
const limitedTypeOf = (schema: JsonSchema): string => {
  const ofItems = schema.items && limitsOf(schema.items);
  return [typeOf(schema), limitsOf(schema), ofItems && `each ${ofItems}`].filter(Boolean).join(', ');
};

/** What distinguishes an option from the others: its fields that have only one value. */
const conditionOf = ({ properties = {} }: JsonSchema): string => {
  const fixed = Object.entries(properties).filter(([, schema]) => schema.enum?.length === 1);
  return listOf(fixed.map(([name, schema]) => `\`${name}\` ${JSON.stringify(schema.enum?.[0])}`));
};

const merge = (options: readonly JsonSchema[]): readonly Field[] => {
  const rows = options.flatMap((option) =>
    fieldsOf(option).map((field) => ({ field, condition: conditionOf(option) })),
  );
  return [...Map.groupBy(rows, ({ field }) => field.path)].map(([path, same]) => {
    const descriptions = same.map(({ field }) => field.description).filter(Boolean);
    const everywhere = same.length === options.length;
    const condition = listOf([...new Set(same.map((row) => row.condition))].filter(Boolean), 'or');
    return {
      path,
      type: listOf([...new Set(same.map(({ field }) => field.type))], 'or'),
      required: same.every(({ field }) => field.required),
      description: [...new Set(descriptions), !everywhere && condition && `Only with ${condition}.`]
        .filter(Boolean)
        .join(' '),
    };
  });
};

/** The fields of an object and of everything inside it, in the order of the schema. */
export const fieldsOf = (schema: JsonSchema): readonly Field[] => {
  const options = optionsOf(schema);
  if (options.length > 0) return merge(options);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const inner = property.items ?? property;
    const prefix = property.items ? `${name}[].` : `${name}.`;
    return [
      {
        path: name,
        type: limitedTypeOf(property),
        required: schema.required?.includes(name) ?? false,
        description: property.description ?? '',
      },
      ...fieldsOf(inner).map((field) => ({ ...field, path: `${prefix}${field.path}` })),
    ];
  });
};
