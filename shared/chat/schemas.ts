import * as z from 'zod/mini';
import { isRecord } from '#shared/json/is-record';

/**
 * Text of bounded length.
 *
 * @param most the maximum in bytes of UTF-8
 * @param least the minimum in characters
 */
export const text = (most: number, least: 0 | 1 = 1) =>
  z
    .string()
    .check(
      z.refine((value) => value.length >= least && Buffer.byteLength(value) <= most, {
        error: ({ input }) =>
          input === '' ? 'expected at least 1 character, got 0' : `expected at most ${most} bytes of UTF-8`,
      }),
    )
    .register(z.globalRegistry, { minLength: least, maxLength: most });

/** A list of bounded length. The length is checked before the items, so a list that is too long causes one fault. */
export const list = <Item extends z.ZodMiniType>(item: Item, { least = 0, most }: { least?: number; most: number }) =>
  z.pipe(z.array(z.unknown()), z.array(item).check(z.minLength(least), z.maxLength(most)));

/** Turns a digit in text into a number, since Chat's pages show both. */
const numberOf = (value: unknown): unknown => (typeof value === 'string' && /^\d$/.test(value) ? Number(value) : value);

/** One of a few numbers. A digit in text becomes a number. */
export const enumeration = <const Values extends readonly number[]>(...values: Values) =>
  z.pipe(z.transform(numberOf), z.literal(values));

/** One of several objects, distinguished by the number in a field. A digit in text becomes a number. */
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
 * A Chat user id: at most 32 bytes. Chat's pages disagree about the allowed characters, so Chat checks them.
 *
 * @see https://trtc.io/document/34348 code 7003
 */
export const userId = () => text(32);

/** A Chat group id. Chat documents no maximum length; this bound is generous. */
export const groupId = () => text(256);

/** An object in an answer. Chat may leave out any field and add others. */
export const record = <const Fields extends z.core.$ZodLooseShape>(fields: Fields) => z.partial(z.looseObject(fields));

/**
 * Chat's answer to a successful call: the envelope, and the API's own fields.
 *
 * @see https://trtc.io/document/34620
 */
export const answer = <const Fields extends z.core.$ZodLooseShape>(fields: Fields) =>
  z.extend(record(fields), {
    ActionStatus: z.literal('OK').check(z.describe('The call succeeded.')),
    ErrorCode: z.literal(0).check(z.describe('The call succeeded.')),
    ErrorInfo: z.optional(z.string().check(z.describe('Empty.'))),
    ErrorDisplay: z.optional(z.string().check(z.describe('Empty, if Chat sends it at all.'))),
  });
