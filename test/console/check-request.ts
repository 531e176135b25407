import type { Api } from '#shared/define-api';
import { Failure, type Fault } from '#shared/failures/failure';
import { readRequest } from '#shared/middleware/validate-request';

/** Finds the faults of a body with the code that the functions read it with. */
export const checkRequest = (api: Api, body: string): readonly Fault[] => {
  try {
    readRequest(api, { text: body });
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { faults, moreFaults, message } = error;
    if (faults.length === 0) return [{ pointer: '', detail: message }];
    return moreFaults === 0 ? faults : [...faults, { pointer: '', detail: `and ${moreFaults} more` }];
  }
};
