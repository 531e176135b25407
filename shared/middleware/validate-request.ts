import type { MiddlewareObj } from '@middy/core';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { check, type Faults } from '#shared/failures/faults';
import { parseExactJson } from '#shared/json/exact-json';
import type { BodyText, BodyValue, RequestInProgress } from '#shared/request';

/** Bytes. Chat's own limits make the largest request about 100 kB. */
const largestBody = 256 * 1024;

const refuseLarge = (bytes: number): void => {
  if (bytes <= largestBody) return;
  throw new Failure('PayloadTooLarge', `Expected a body of at most ${largestBody} bytes, got ${bytes}.`);
};

/** The size of a body that the runtime has parsed already. What is too deep to be written is too deep for any schema. */
const sizeOf = (value: unknown): number => {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '');
  } catch {
    return 0;
  }
};

/** Where JSON stops being JSON. The rest of the message is not told: it may quote the body. */
const placeOf = (error: unknown): string => {
  const [, line, column] = (error instanceof SyntaxError && /line (\d+) column (\d+)/.exec(error.message)) || [];
  return line === undefined ? '' : ` at line ${line}, column ${column}`;
};

/**
 * Reads a body: returns what the schema of the API makes of it.
 *
 * @throws {Failure} `InvalidRequest` with the first faults, or `PayloadTooLarge`
 */
export const readRequest = (
  { request: schema, invalidRequestCode }: Pick<Api, 'request' | 'invalidRequestCode'>,
  body: BodyText | BodyValue,
): RequestInProgress['checked'] => {
  const invalid = (detail: string, faults: Faults): Failure =>
    new Failure('InvalidRequest', detail, { errorCode: invalidRequestCode, ...faults });

  const unreadable = (detail: string, expected: string): Failure =>
    invalid(detail, { faults: [{ pointer: '', detail: expected }], moreFaults: 0 });

  const parse = ({ text }: BodyText): unknown => {
    if (text === undefined) throw unreadable('The body is not UTF-8.', 'expected a JSON object in UTF-8');
    // This takes a byte order mark away, too.
    const json = text.trim();
    refuseLarge(Buffer.byteLength(json));
    if (json === '') throw unreadable('The body is empty.', 'expected a JSON object, got nothing');
    try {
      return parseExactJson(json);
    } catch (error) {
      if (error instanceof RangeError) throw unreadable('The body is nested too deeply.', 'expected a JSON object');
      const place = placeOf(error);
      throw unreadable(`The body is not JSON${place}.`, `expected JSON${place}`);
    }
  };

  const measure = ({ value }: BodyValue): unknown => {
    refuseLarge(sizeOf(value));
    return value;
  };

  const result = check(schema, 'text' in body ? parse(body) : measure(body));
  if ('value' in result) return result.value;
  const count = result.faults.length + result.moreFaults;
  throw invalid(`The request has ${count} fault${count === 1 ? '' : 's'}.`, result);
};

/** Reads the body, and keeps what the schema of the API makes of it. Throws as `readRequest` does. */
export const validateRequest = (api: Api): MiddlewareObj<RequestInProgress> => ({
  before: (request) => {
    request.event = { ...request.event, checked: readRequest(api, request.event.body) };
  },
});
