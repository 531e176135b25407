import type { Api } from '#shared/define-api';
import { check } from '#shared/failures/faults';
import { readSample } from '#test/read-sample';

/** Where the request of a function's sample has faults, once some of its fields hold something else. */
export const faultsOfChanged = (api: Api, changes: Readonly<Record<string, unknown>>): readonly string[] => {
  const result = check(api.request, { ...readSample(api.name).request, ...changes });
  return 'faults' in result ? result.faults.map(({ pointer }) => pointer) : [];
};
