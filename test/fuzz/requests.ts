import fc from 'fast-check';
import type { Api } from '#shared/define-api';
import { isRecord } from '#shared/json/is-record';
import { loadApis } from '#test/load-apis';
import { type JsonSchema, jsonSchemaOf } from '#test/openapi/json-schema';

/** Texts that mean something to the emulator. */
const known: readonly string[] = ['user_0001', 'user_0050', '@TGS#1B2AUI7RZ', 'group_0001', '啊'];

const texts = ({ minLength = 0, maxLength = 0 }: JsonSchema): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...known),
    fc.string({ minLength, maxLength: Math.min(maxLength, 40) }).filter((text) => Buffer.byteLength(text) <= maxLength),
  );

/** What fits a schema, with small numbers written as digits now and then. */
const fitting = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const { oneOf, enum: values, properties, items, type, required = [] } = schema;
  if (oneOf) return fc.oneof(...oneOf.map(fitting));
  if (values) return fc.constantFrom(...values, ...values.map((value) => (type === 'integer' ? `${value}` : value)));
  if (properties) {
    const fields = Object.entries(properties).map(([name, member]) => [name, fitting(member)] as const);
    return fc.record<Record<string, unknown>, string>(Object.fromEntries(fields), { requiredKeys: [...required] });
  }
  if (items) {
    const { minItems = 0, maxItems = 0 } = schema;
    return fc.array(fitting(items), { minLength: minItems, maxLength: Math.min(maxItems, 700) });
  }
  if (type === 'string') return texts(schema);
  if (type === 'boolean') return fc.boolean();
  return fc.integer({ min: schema.minimum ?? -1, max: schema.maximum ?? 200 });
};

/** An API with requests that fit it. */
export interface FuzzedApi {
  readonly api: Api;
  readonly requests: fc.Arbitrary<unknown>;
}

/** The APIs, each without the rate that would slow the test, and requests that fit them. */
export const fuzzedApis: readonly FuzzedApi[] = (await loadApis()).map((api) => ({
  api: { ...api, callsPerSecond: 10_000 },
  requests: fitting(jsonSchemaOf(api.request)),
}));

/** What the emulator allows in a second, so that it refuses no call for its rate. */
export const noRateLimits = Object.fromEntries(fuzzedApis.map(({ api }) => [api.path, Number.POSITIVE_INFINITY]));

const enumerations =
  /^(?:Type|OperationType|ClearRamble|UpdateType|UpdateGroupType|ContactOptType|OptType|KeywordMatchType|SetType)$/;

const isOfOther = (type: unknown, field: string): boolean =>
  type === '1' ? /^(?:To)?Group[Ii]d$/.test(field) : type === '2' && field === 'To_Account';

/** Small enumerations arrive as numbers, conversations without the id that belongs to the other `Type`, the rest as it was. */
const asItArrives = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asItArrives);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([field]) => !isOfOther(String(value.Type), field));
  return Object.fromEntries(
    kept.map(([field, member]) => [
      field,
      enumerations.test(field) && typeof member === 'string' ? Number(member) : asItArrives(member),
    ]),
  );
};

/** The bodies that arrive at Chat for a request: one, unless its list is spread over several calls. */
export const callsOf = ({ split }: Api, request: unknown): readonly unknown[] => {
  const whole = asItArrives(request);
  const list = split && isRecord(whole) ? whole[split.field] : undefined;
  if (!split || !isRecord(whole) || !Array.isArray(list)) return [whole];
  return Array.from({ length: Math.ceil(list.length / split.perCall) }, (_, index) => ({
    ...whole,
    [split.field]: list.slice(index * split.perCall, (index + 1) * split.perCall),
  }));
};
