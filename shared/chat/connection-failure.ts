import { Failure } from '#shared/failures/failure';

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown reason';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

/**
 * Converts an error of `fetch`, or of reading its answer, to a failure. It keeps only the code or name of the cause,
 * since the rest may contain the signed address.
 *
 * @param isSent whether anything may have been sent to Chat
 */
export const connectionFailure = (error: unknown, isSent: boolean): Failure => {
  if (error instanceof Failure) return error;
  const recovery = isSent ? 'retry' : 'reconnect';
  if (error instanceof Error && error.name === 'TimeoutError') {
    const detail = isSent ? 'Chat did not answer in time.' : 'Chat could not be reached in time.';
    return new Failure('UpstreamTimeout', detail, { recovery });
  }
  const code = codeOf(error instanceof Error && error.cause ? error.cause : error);
  const detail = isSent ? `The connection to Chat broke (${code}).` : `Chat cannot be reached (${code}).`;
  return new Failure('UpstreamFailed', detail, { recovery });
};
