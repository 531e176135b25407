import { isRecord } from '#shared/json/is-record';
import { variantsOf } from '#test/functions/schema-fields';
import type { JsonSchema } from '#test/openapi/json-schema';

/** A request that is at a limit of its schema, or one past it. */
export interface LimitCase {
  /** Where the limit is, with `*` for each item of a list. */
  readonly place: string;
  /** Where a request that is past the limit has its only fault; `undefined` for one that is at the limit. */
  readonly fault?: string;
  readonly request: unknown;
}

const keyOf = (variant: JsonSchema): readonly (readonly [field: string, value: unknown])[] =>
  Object.entries(variant.properties ?? {}).flatMap(([field, { enum: values }]) =>
    values?.length === 1 ? [[field, values[0]]] : [],
  );

const isOf = (variant: JsonSchema, value: unknown): boolean =>
  isRecord(value) && keyOf(variant).every(([field, fixed]) => value[field] === fixed);

/**
 * Values that a schema takes, with every field they may have: like the sample where it has a value, and one more for each
 * further variant of a union.
 */
const examplesOf = (schema: JsonSchema, sample: unknown): readonly unknown[] => {
  if (schema.oneOf) {
    return variantsOf(schema).flatMap((variant) => examplesOf(variant, isOf(variant, sample) ? sample : undefined));
  }
  if (schema.enum) return [sample ?? schema.enum[0]];
  if (schema.properties) {
    const fields = isRecord(sample) ? sample : {};
    const examples = Object.entries(schema.properties).map(
      ([field, member]) => [field, examplesOf(member, fields[field])] as const,
    );
    const first = Object.fromEntries(examples.map(([field, [example]]) => [field, example]));
    return [first, ...examples.flatMap(([field, [, ...more]]) => more.map((value) => ({ ...first, [field]: value })))];
  }
  if (schema.items) {
    const [item]: readonly unknown[] = Array.isArray(sample) ? sample : [];
    return examplesOf(schema.items, item).map((example) => [example]);
  }
  return [sample ?? { string: schema.minLength === 0 ? '' : 'a', integer: 1, boolean: true }[schema.type ?? '']];
};

/** A value at a limit or, with `fault`, past it. The fault is at the value, or at a field of it. */
interface Limit {
  readonly value: unknown;
  readonly fault?: '' | `/${string}`;
}

const lengthsOf = (least: number | undefined, most: number | undefined, make: (length: number) => unknown): Limit[] => [
  ...(least ? [{ value: make(least) }, { value: make(least - 1), fault: '' } as const] : []),
  ...(most === undefined ? [] : [{ value: make(most) }, { value: make(most + 1), fault: '' } as const]),
];

const limitsOf = (schema: JsonSchema, example: unknown): readonly Limit[] => {
  const { enum: values, properties, items, type, minimum, maximum } = schema;
  if (values) return [...values.map((value) => ({ value })), { value: 'another', fault: '' }, { value: 99, fault: '' }];
  if (properties && isRecord(example)) {
    return [
      { value: { ...example, Unknown: 1 }, fault: '/Unknown' },
      ...Object.keys(properties).map((field): Limit => {
        const { [field]: _, ...rest } = example;
        return schema.required?.includes(field) ? { value: rest, fault: `/${field}` } : { value: rest };
      }),
    ];
  }
  if (items && Array.isArray(example)) {
    return lengthsOf(schema.minItems, schema.maxItems, (length) => Array(length).fill(example[0]));
  }
  if (type === 'string') return lengthsOf(schema.minLength, schema.maxLength, (length) => 'a'.repeat(length));
  return [
    ...(minimum === undefined ? [] : [{ value: minimum }, { value: minimum - 1, fault: '' } as const]),
    ...(maximum === undefined ? [] : [{ value: maximum }, { value: maximum + 1, fault: '' } as const]),
  ];
};

/** Every limit of a schema: requests exactly at it and one past it, the rest of them like the sample. */
export const limitCasesOf = (schema: JsonSchema, sample: unknown): readonly LimitCase[] => {
  const walk = (
    part: JsonSchema,
    example: unknown,
    at: { readonly place: string; readonly pointer: string; readonly put: (value: unknown) => unknown },
  ): readonly LimitCase[] => {
    const variant = part.oneOf?.find((each) => isOf(each, example));
    if (variant) return walk(variant, example, at);
    const own = limitsOf(part, example).map(({ value, fault }) => ({
      place: at.place,
      request: at.put(value),
      ...(fault !== undefined && { fault: `${at.pointer}${fault}` }),
    }));
    const members = isRecord(example)
      ? Object.entries(part.properties ?? {}).flatMap(([field, member]) =>
          walk(member, example[field], {
            place: `${at.place}/${field}`,
            pointer: `${at.pointer}/${field}`,
            put: (value) => at.put({ ...example, [field]: value }),
          }),
        )
      : [];
    const items =
      part.items && Array.isArray(example)
        ? walk(part.items, example[0], {
            place: `${at.place}/*`,
            pointer: `${at.pointer}/0`,
            put: (value) => at.put([value, ...example.slice(1)]),
          })
        : [];
    return [...own, ...members, ...items];
  };
  return examplesOf(schema, sample).flatMap((example) =>
    walk(schema, example, { place: '', pointer: '', put: (value) => value }),
  );
};
