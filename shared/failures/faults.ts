import type * as z from 'zod/mini';
import type { Fault } from '#shared/failures/failure';

/** What zod tells about a fault while it finds the words for it. */
type Issue = z.core.$ZodRawIssue;

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
  if (Array.isArray(value)) return 'an array';
  if (JSON.isRawJSON(value)) return 'a number that is too large';
  return nouns[typeof value] ?? typeof value;
};

const oneOf = (values: readonly unknown[]): string => {
  const texts = [...new Set(values.map(String))];
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
};

/** A number with its unit: `1 item`, `300 items`. */
const amountOf = (amount: number | bigint, origin: string): string => {
  const unit = units[origin];
  return unit === undefined ? `${amount}` : `${amount} ${unit}${amount === 1 ? '' : 's'}`;
};

/** The fields of the object that an unknown field was found in. */
const knownFields = ({ schema }: Issue): readonly string[] =>
  schema && 'shape' in schema && typeof schema.shape === 'object' && schema.shape ? Object.keys(schema.shape) : [];

/** A schema for integers says that it expects a number. */
const isInteger = ({ schema }: Issue): boolean => schema?._zod.def.type === 'number' && 'format' in schema._zod.def;

const unspecific = 'not as expected';

/** Says what was expected. For unknown fields it lists the known ones, of which `check` makes a sentence for each. */
const describe = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${nouns[isInteger(issue) ? 'int' : issue.expected] ?? issue.expected}, got ${nounOf(issue.input)}`;
    case 'too_small':
      return `expected at least ${amountOf(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected at most ${amountOf(issue.maximum, issue.origin)}`;
    case 'invalid_value':
      return `expected ${oneOf(issue.values)}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? `expected ${oneOf(issue.options)}` : unspecific;
    case 'unrecognized_keys':
      return knownFields(issue).join(' ');
    default:
      return unspecific;
  }
};

/** How many single-letter changes make one word of another (Levenshtein). */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const swap = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(swap, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** Letters between which a name may be a misspelt one. */
const [shortestField, longestField] = [3, 40];

/** Finds the field that was probably meant: `GroupId` for `ToGroupId`, `From_Account` for `fromAccount`. */
const nearest = (field: string, known: readonly string[]): string | undefined => {
  if (field.length > longestField) return undefined;
  const plain = (name: string) => name.toLowerCase().replaceAll('_', '');
  return known.find((name) => {
    const [given, meant] = [plain(field), plain(name)];
    if (given.length < shortestField) return false;
    return given.endsWith(meant) || meant.endsWith(given) || distance(given, meant) <= 2;
  });
};

const unknownField = (field: string, known: readonly string[]): string => {
  const meant = nearest(field, known);
  return `unknown field; ${meant === undefined ? `expected ${oneOf(known)}` : `did you mean ${meant}?`}`;
};

/** A JSON pointer (RFC 6901). */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The outcome of a check: the value as the schema makes it, or everything that is wrong with it. */
export type Check<Value> = { readonly value: Value } | { readonly faults: readonly Fault[] };

/** Zod measures whatever has a `length`, also where a string belongs, and throws at `{"length": {"toString": 1}}`. */
const parse = <Schema extends z.ZodMiniType>(schema: Schema, input: unknown) => {
  try {
    return schema.safeParse(input, { error: describe });
  } catch {
    return undefined;
  }
};

/** Checks a value against a schema. No fault quotes a value: only the names of fields. */
export const check = <Schema extends z.ZodMiniType>(schema: Schema, input: unknown): Check<z.output<Schema>> => {
  const result = parse(schema, input);
  if (!result) return { faults: [{ pointer: '', detail: 'expected no object with a length' }] };
  if (result.success) return { value: result.data };
  return {
    faults: result.error.issues.flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') return { pointer: pointerOf(issue.path), detail: issue.message };
      const known = issue.message.split(' ');
      return issue.keys.map((key) => ({
        pointer: pointerOf([...issue.path, key]),
        detail: unknownField(key, known),
      }));
    }),
  };
};
