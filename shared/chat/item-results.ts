import { isRecord } from '#shared/json/is-record';

/** An item of a call that failed. */
export interface FailedItem {
  /** The place of its result in the answer, as a JSON pointer (RFC 6901). */
  readonly pointer: string;
  /** Chat's code for the item: its `ResultCode`. */
  readonly errorCode: number;
  /** Chat's text: its `ResultInfo`, or `''` if there is none. */
  readonly errorInfo: string;
}

const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const isFailed = (code: unknown): code is number => Number.isSafeInteger(code) && code !== 0;

/**
 * Finds the failed items in an answer that is OK: every object, at any depth, whose `ResultCode` is not 0.
 *
 * @param pointer the place of `value` itself
 * @see https://www-sg.tencentcloud.com/jp/document/product/1047/53438 an answer with item results
 */
export const findFailedItems = (value: unknown, pointer = ''): readonly FailedItem[] => {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.entries(value).flatMap(([key, member]) =>
    findFailedItems(member, `${pointer}/${escapeKey(key)}`),
  );
  if (!isRecord(value) || !isFailed(value.ResultCode)) return within;
  const { ResultCode, ResultInfo } = value;
  return [{ pointer, errorCode: ResultCode, errorInfo: typeof ResultInfo === 'string' ? ResultInfo : '' }, ...within];
};
