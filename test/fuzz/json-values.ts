import fc from 'fast-check';
import { isRecord } from '#shared/json/is-record';

type Path = readonly string[];

/** One change to a JSON value. */
interface Mutation {
  /** Which of its members, counted over all levels. */
  readonly at: number;
  readonly how: 'remove' | 'replace' | 'add' | 'repeat';
  readonly name: string;
  readonly value: unknown;
}

const membersOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const pathsOf = (value: unknown, path: Path = []): readonly Path[] => [
  path,
  ...membersOf(value).flatMap(([key, member]) => pathsOf(member, [...path, key])),
];

const inList = (list: readonly unknown[], index: number, { how, value }: Mutation): readonly unknown[] => {
  const kept = how === 'replace' ? [value] : how === 'remove' ? [] : [list[index], how === 'add' ? value : list[index]];
  return list.toSpliced(index, 1, ...kept);
};

const inObject = (record: Record<string, unknown>, key: string, { how, name, value }: Mutation) => {
  const { [key]: member, ...others } = record;
  if (how === 'remove') return others;
  if (how === 'replace') return { ...record, [key]: value };
  return { ...record, [name]: how === 'add' ? value : member };
};

const changeAt = (value: unknown, [key, ...rest]: Path, mutation: Mutation): unknown => {
  if (key === undefined) return mutation.how === 'replace' ? mutation.value : value;
  if (Array.isArray(value)) {
    const index = Number(key);
    return rest.length === 0
      ? inList(value, index, mutation)
      : value.with(index, changeAt(value[index], rest, mutation));
  }
  if (!isRecord(value)) return value;
  return rest.length === 0 ? inObject(value, key, mutation) : { ...value, [key]: changeAt(value[key], rest, mutation) };
};

const apply = (value: unknown, mutation: Mutation): unknown => {
  const paths = pathsOf(value);
  return changeAt(value, paths[mutation.at % paths.length] ?? [], mutation);
};

/** Names that mean something to JavaScript or to an API, and others. */
const names = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'length',
    'Type',
    'GroupId',
    'to_account',
    'Records',
    '',
    '/~',
  ),
  fc.string(),
);

/** Values that mean something to an API, and others. */
const values = fc.oneof(
  fc.constantFrom<unknown>(
    1,
    2,
    '1',
    '2',
    0,
    -1,
    1.5,
    2 ** 53,
    1e300,
    '',
    null,
    true,
    [],
    {},
    'user_0001',
    '\ud800',
    'é'.repeat(17),
  ),
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
);

const mutations = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('remove', 'replace', 'add', 'repeat'),
  name: names,
  value: values,
});

/** Any JSON value. */
export const anyJson = fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' });

/** JSON values that differ from these in up to four places. */
export const mutated = (originals: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(originals, fc.array(mutations, { maxLength: 4 }))
    .map(([original, changes]) => changes.reduce(apply, original));
