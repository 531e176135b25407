import type { JsonSchema } from '#test/openapi/json-schema';

const numberFormat = new Intl.NumberFormat('en-US');

const rangeOf = (least: number | undefined, most: number | undefined): string | undefined => {
  if (least !== undefined && least === most) return numberFormat.format(least);
  if (most === undefined) return least === undefined ? undefined : `at least ${numberFormat.format(least)}`;
  return least === undefined
    ? `at most ${numberFormat.format(most)}`
    : `${numberFormat.format(least)} to ${numberFormat.format(most)}`;
};

/** A minimum length of 0 is no limit. */
const lengthOf = (least: number | undefined, most: number | undefined, unit: string): string | undefined => {
  const range = rangeOf(least || undefined, most);
  return range && `${range} ${unit}${range === '1' ? '' : 's'}`;
};

/** The limits of a value in words, such as `1 to 300 items`; `undefined` if it has none. */
export const limitsOf = (schema: JsonSchema): string | undefined =>
  lengthOf(schema.minLength, schema.maxLength, 'character') ??
  lengthOf(schema.minItems, schema.maxItems, 'item') ??
  rangeOf(schema.minimum, schema.maximum);

/** The description of a field, followed by its limits unless the description already names them. */
export const describeWithLimits = (schema: JsonSchema): string => {
  const { description = '' } = schema;
  const limits = limitsOf(schema);
  const most = limits && /[\d,]+(?=\D*$)/.exec(limits)?.[0];
  if (!limits || (most && description.includes(most))) return description;
  return `${description} ${limits.charAt(0).toUpperCase()}${limits.slice(1)}.`.trim();
};
