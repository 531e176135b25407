import * as z from 'zod/mini';
import { isRecord } from '#shared/json/is-record';

/**
 * A text of at most so many bytes of UTF-8, and at least one unless told otherwise.
 *
 * @param most - the limit in bytes: also the most characters, since none takes less than a byte
 */
export const text = (most: number, least = 1) => {
  const error = `expected at most ${most} bytes of UTF-8`;
  const bounded = z.string().check(
    z.minLength(least),
    z.maxLength(most, { error, abort: true }),
    z.refine((value) => Buffer.byteLength(value) <= most, { error }),
  );
  return z.pipe(z.string(), bounded); // zod measures whatever has a length, so the type comes first
};

/** A list of bounded length. Its length is checked before its items: a list that is too long has one fault. */
export const list = <Item extends z.ZodMiniType>(item: Item, { least = 0, most }: { least?: number; most: number }) =>
  z.pipe(z.array(z.unknown()), z.array(item).check(z.minLength(least), z.maxLength(most)));

/** A digit may come as text, since Chat's pages show both; it leaves as a number. */
const numberOf = (value: unknown): unknown => (typeof value === 'string' && /^\d$/.test(value) ? Number(value) : value);

/** One of a few numbers. It may come as text, and leaves as a number. */
export const enumeration = <const Values extends readonly number[]>(...values: Values) =>
  z.pipe(z.transform(numberOf), z.literal(values));

/** One of several objects, told apart by the number in a field. That number may come as text, and leaves as a number. */
export const variants = <
  const Field extends string,
  const Objects extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(
  field: Field,
  objects: Objects,
) =>
  z.pipe(
    z.transform((value: unknown) => (isRecord(value) ? { ...value, [field]: numberOf(value[field]) } : value)),
    z.discriminatedUnion(field, objects),
  );

/**
 * A user of Chat: at most 32 bytes. Which characters are allowed Chat's pages disagree on, so it is left to Chat.
 *
 * @see https://trtc.io/document/34348 code 7003
 */
export const userId = text(32);

/** A group of Chat. Chat documents no length; this bound is generous. */
export const groupId = text(256);

/** An object of an answer: Chat may leave out each field, and add others. */
export const record = <const Fields extends z.core.$ZodLooseShape>(fields: Fields) => z.partial(z.looseObject(fields));

/**
 * An answer of Chat to a call that worked: the envelope, and what the API adds to it.
 *
 * @see https://trtc.io/document/34620
 */
export const answer = <const Fields extends z.core.$ZodLooseShape>(fields: Fields) =>
  z.extend(record(fields), {
    ActionStatus: z.literal('OK').check(z.describe('The call worked.')),
    ErrorCode: z.literal(0).check(z.describe('The call worked.')),
    ErrorInfo: z.optional(z.string().check(z.describe('Empty.'))),
    ErrorDisplay: z.optional(z.string().check(z.describe('Empty, where Chat sends it at all.'))),
  });
