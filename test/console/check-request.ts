import type { Api } from '#shared/define-api';
import type { Fault } from '#shared/failures/failure';
import { check } from '#shared/failures/faults';
import { parseExactJson } from '#shared/json/exact-json';

/** Finds everything that the function will find wrong with a body, by the definition's own schema. */
export const checkRequest = (api: Api, body: string): readonly Fault[] => {
  let value: unknown;
  try {
    value = parseExactJson(body);
  } catch (error) {
    return [{ pointer: '', detail: error instanceof SyntaxError ? `not JSON: ${error.message}` : 'nested too deeply' }];
  }
  const result = check(api.request, value);
  return 'faults' in result ? result.faults : [];
};
