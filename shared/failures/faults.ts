import type * as z from 'zod/mini';
import type { Fault } from '#shared/failures/failure';
import { memberOf } from '#shared/json/member-of';

/** An issue of zod, before it has a message. */
type Issue = z.core.$ZodRawIssue;

/** The most faults that are listed. */
export const mostFaults = 50;

/** The most characters that are quoted from the name of an unknown field. */
const longestName = 64;

const nouns: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'a boolean',
  int: 'an integer',
  number: 'a number',
  object: 'an object',
  string: 'a string',
  undefined: 'nothing',
};

const units: Readonly<Record<string, string>> = { array: 'item', string: 'character' };

const nounOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (value === '') return 'an empty string';
  if (Array.isArray(value)) return 'an array';
  if (JSON.isRawJSON(value)) return 'a number that is too large';
  return nouns[typeof value] ?? typeof value;
};

const oneOf = (values: readonly unknown[]): string => {
  const texts = [...new Set(values.map((value) => (value === '' ? nounOf(value) : String(value))))];
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
};

/** Names a value that is not allowed: `another number` where a number is. */
const otherThan = (values: readonly unknown[], input: unknown): string =>
  input !== '' && values.some((value) => typeof value === typeof input) ? `another ${typeof input}` : nounOf(input);

/** A number with its unit: `1 item`, `300 items`. */
const amountOf = (amount: number | bigint, origin: string): string => {
  const unit = units[origin];
  return unit === undefined ? `${amount}` : `${amount} ${unit}${amount === 1 ? '' : 's'}`;
};

/** The length of a text or a list. A number itself is not quoted. */
const gotOf = (input: unknown, otherwise: string): string =>
  typeof input === 'string' || Array.isArray(input) ? `${input.length}` : otherwise;

/** Zod says "number" for integers too. */
const isInteger = ({ inst }: Issue): boolean => inst?._zod.def !== undefined && 'format' in inst._zod.def;

/** The value of a union's discriminator. */
const discriminatorIn = ({ input, discriminator }: Issue): unknown =>
  typeof discriminator === 'string' ? memberOf(input, discriminator) : undefined;

/** Says what was expected and what was got. */
const describe = (issue: Issue): string => {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type': {
      const expected = issue.expected === 'number' && isInteger(issue) ? 'int' : issue.expected;
      return `expected ${nouns[expected] ?? expected}, got ${nounOf(input)}`;
    }
    case 'too_small':
      return `expected at least ${amountOf(issue.minimum, issue.origin)}, got ${gotOf(input, 'a smaller number')}`;
    case 'too_big':
      return `expected at most ${amountOf(issue.maximum, issue.origin)}, got ${gotOf(input, 'a larger number')}`;
    case 'invalid_value':
      return `expected ${oneOf(issue.values)}, got ${otherThan(issue.values, input)}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `expected ${oneOf(issue.options)}, got ${otherThan(issue.options, discriminatorIn(issue))}`
        : `invalid value, got ${nounOf(input)}`;
    default:
      return 'invalid value';
  }
};

/** The schema's own message, or the one from `describe`. */
const messageOf = (issue: Issue): string => {
  const make: unknown = issue.inst?._zod.def.error;
  const own: unknown = typeof make === 'function' ? make(issue) : undefined;
  return typeof own === 'string' ? own : describe(issue);
};

/** The known fields of the object with an unknown field. */
const knownFields = ({ inst }: Issue): readonly string[] => {
  const def = inst?._zod.def;
  return def && 'shape' in def && typeof def.shape === 'object' && def.shape ? Object.keys(def.shape) : [];
};

/** One step of a JSON pointer (RFC 6901). */
const stepOf = (step: PropertyKey): string => {
  const name = String(step);
  const cut = name.length > longestName ? `${name.slice(0, longestName)}…` : name;
  return `/${cut.replaceAll('~', '~0').replaceAll('/', '~1')}`;
};

const pointerOf = (path: readonly PropertyKey[] = []): string => path.map(stepOf).join('');

/** Converts an issue to faults: one, or one for each unknown field. */
const faultsOf = (issue: Issue): Iterable<Fault> => {
  const place = pointerOf(issue.path);
  if (issue.code !== 'unrecognized_keys') return [{ pointer: place, detail: messageOf(issue) }];
  const detail = `unknown field, expected ${oneOf(knownFields(issue))}`;
  return issue.keys.values().map((key) => ({ pointer: `${place}${stepOf(key)}`, detail }));
};

const countOf = (issue: Issue): number => (issue.code === 'unrecognized_keys' ? issue.keys.length : 1);

/** Describes the first faults and only counts the others. */
const summarise = (issues: readonly Issue[]): Faults => {
  const faults = issues.values().flatMap(faultsOf).take(mostFaults).toArray();
  return { faults, moreFaults: issues.reduce((sum, issue) => sum + countOf(issue), -faults.length) };
};

/** The first faults of a value, and the number of further ones. */
export interface Faults {
  readonly faults: readonly Fault[];
  readonly moreFaults: number;
}

/** The result of a check: the parsed value, or its faults. */
export type Check<Value> = { readonly value: Value } | Faults;

const fits = <Schema extends z.ZodMiniType>(
  _schema: Schema,
  result: z.core.ParsePayload,
): result is z.core.ParsePayload<z.output<Schema>> => result.issues.length === 0;

/**
 * Checks a value against a schema. A fault quotes names of fields but never a value. It calls zod's core as zod
 * documents for libraries, so that the messages are ours.
 *
 * @see https://zod.dev/library-authors
 */
export const check = <Schema extends z.ZodMiniType>(schema: Schema, input: unknown): Check<z.output<Schema>> => {
  try {
    const result = schema._zod.run({ value: input, issues: [] }, { async: false });
    if (result instanceof Promise) throw new TypeError('The schema is asynchronous.');
    return fits(schema, result) ? { value: result.value } : summarise(result.issues);
  } catch (error) {
    // Zod overflows the stack at more than 100,000 faults of one list, and measures any object with a `length`, even
    // {"length": {}}.
    const detail = error instanceof RangeError ? 'too many faults to list' : 'expected no object with a field "length"';
    return { faults: [{ pointer: '', detail }], moreFaults: 0 };
  }
};
