import type { MiddlewareObj } from '@middy/core';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { check, type Faults } from '#shared/failures/faults';
import { parseExactJson } from '#shared/json/exact-json';
import type { BodyText, BodyValue, RequestInProgress } from '#shared/request';

/** In bytes. Chat's own limits make the largest request about 100 kB. */
const largestBody = 256 * 1024;

const rejectLarge = (bytes: number): void => {
  if (bytes <= largestBody) return;
  throw new Failure('PayloadTooLarge', `Expected a body of at most ${largestBody} bytes, got ${bytes}.`);
};

/**
 * The size of a parsed body. A value that is too deep for `JSON.stringify` fails every schema, so its size does not
 * matter.
 */
const sizeOf = (value: unknown): number => {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '');
  } catch {
    return 0;
  }
};

/** The place of a syntax error. The rest of the message is left out, since it may quote the body. */
const placeOf = (error: unknown): string => {
  const [, line, column] = (error instanceof SyntaxError && /line (\d+) column (\d+)/.exec(error.message)) || [];
  return line === undefined ? '' : ` at line ${line}, column ${column}`;
};

/**
 * Parses a body with the request schema of an API.
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
    // This also removes a byte order mark.
    const json = text.trim();
    rejectLarge(Buffer.byteLength(json));
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
    rejectLarge(sizeOf(value));
    return value;
  };

  const result = check(schema, 'text' in body ? parse(body) : measure(body));
  if ('value' in result) return result.value;
  const count = result.faults.length + result.moreFaults;
  throw invalid(`The request has ${count} fault${count === 1 ? '' : 's'}.`, result);
};

/** Checks the body and keeps the parsed request. Throws as `readRequest` does. */
export const validateRequest = (api: Api): MiddlewareObj<RequestInProgress> => ({
  before: (request) => {
    request.event = { ...request.event, checked: readRequest(api, request.event.body) };
  },
});
