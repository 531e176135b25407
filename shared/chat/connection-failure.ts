import { Failure } from '#shared/failures/failure';

/** The codes that prove that no connection came about, so that Chat has not seen the request. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown reason';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

/** A host with several addresses fails with an error for each. */
const neverConnected = (error: unknown): boolean =>
  error instanceof AggregateError ? error.errors.every(neverConnected) : unconnected.has(codeOf(error));

/**
 * Makes a failure of an error of `fetch`, or of reading its answer. Only the code or the name of the cause is kept, since
 * the rest may carry the signed address.
 */
export const connectionFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new Failure('UpstreamTimeout', 'Chat did not answer in time.', { recovery: 'retry' });
  }
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return neverConnected(cause)
    ? new Failure('UpstreamFailed', `Chat cannot be reached (${codeOf(cause)}).`, { recovery: 'reconnect' })
    : new Failure('UpstreamFailed', `The connection to Chat broke (${codeOf(cause)}).`, { recovery: 'retry' });
};
