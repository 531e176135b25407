import * as z from 'zod/mini';
import { ChatError } from '#test/emulator/chat-error';

/** Any String. */
export const anyText = () => z.string('must be a String');

/** An id or name: a String with at least one character. */
export const text = () => anyText().check(z.minLength(1, { error: 'must not be empty', abort: true }));

/** An Integer. */
export const integer = () => z.int('must be an Integer');

/** An Integer that is at least 0. */
export const position = () => integer().check(z.gte(0, 'must be at least 0'));

/** One of a few integers. */
export const oneOf = <const Value extends number>(...values: readonly Value[]) =>
  z.literal([...values], `must be the Integer ${values.join(' or ')}`);

/** A list of any length. */
export const list = <Item extends z.ZodMiniType>(item: Item) => z.array(item, 'must be an Array');

/** A list that is not empty. */
export const filledList = <Item extends z.ZodMiniType>(item: Item) =>
  list(item).check(z.minLength(1, 'must not be empty'));

/** A list that must have exactly one element. */
export const onlyOne = <Item extends z.ZodMiniType>(item: Item) =>
  list(item).check(z.length(1, 'must hold exactly one element'));

/** An Object. Fields that the page does not name are ignored. */
export const fieldsOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.object(shape, 'must be an Object');

/** Checks a request against its schema. Throws `errorCode` with an `ErrorInfo` that names the first invalid field. */
export const readFields = <Fields>(schema: z.ZodMiniType<Fields>, body: unknown, errorCode: number): Fields => {
  const result = z.safeParse(schema, body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ChatError(errorCode, `${fieldName(issue?.path ?? [])} ${issue?.message ?? 'is invalid'}`);
};

const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name + (name && '.') + String(part)),
    '',
  ) || 'the body';
