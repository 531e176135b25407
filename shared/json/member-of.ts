import { isRecord } from '#shared/json/is-record';

/** Finds a member of a value by the names that lead to it. Returns `undefined` if there is none, or only an inherited one. */
export const memberOf = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    value,
  );

/** Whether the members of these names are texts. */
export const hasTexts = <Name extends string>(
  value: unknown,
  ...names: readonly Name[]
): value is Readonly<Record<Name, string>> => names.every((name) => typeof memberOf(value, name) === 'string');
