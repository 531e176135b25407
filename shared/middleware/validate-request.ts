import type { MiddlewareObj } from '@middy/core';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { check } from '#shared/failures/faults';
import { parseExactJson } from '#shared/json/exact-json';
import type { BodyText, RequestInProgress } from '#shared/request';

/** Bytes. Chat's own limits make the largest request about 30 kB. */
const largestBody = 1024 * 1024;

const isJson = (mediaType: string): boolean => /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(mediaType.trim());

const parse = ({ text, mediaType }: BodyText, errorCode: number): unknown => {
  const unreadable = (detail: string): Failure =>
    new Failure('InvalidRequest', detail, { errorCode, faults: [{ pointer: '', detail: 'expected a JSON object' }] });

  if (mediaType !== undefined && !isJson(mediaType)) {
    throw new Failure('UnsupportedMediaType', 'Expected the content type application/json.');
  }
  if (text === undefined) throw unreadable('The body is not UTF-8.');
  if (Buffer.byteLength(text) > largestBody) {
    throw new Failure('PayloadTooLarge', `Expected at most ${largestBody} bytes.`);
  }
  try {
    return parseExactJson(text);
  } catch {
    throw unreadable(text.trim() === '' ? 'The body is empty.' : 'The body is not JSON.');
  }
};

/**
 * Checks the body against the schema of the API, and keeps what the schema makes of it.
 *
 * Throws `InvalidRequest` with all faults, `PayloadTooLarge` or `UnsupportedMediaType`.
 */
export const validateRequest = (api: Api): MiddlewareObj<RequestInProgress> => ({
  before: (request) => {
    const { body } = request.event;
    const result = check(api.request, 'text' in body ? parse(body, api.invalidRequestCode) : body.value);
    if ('faults' in result) {
      const { faults } = result;
      throw new Failure('InvalidRequest', `The request has ${faults.length} fault${faults.length === 1 ? '' : 's'}.`, {
        errorCode: api.invalidRequestCode,
        faults,
      });
    }
    request.event = { ...request.event, checked: result.value };
  },
});
