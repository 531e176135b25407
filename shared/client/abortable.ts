/**
 * Runs work that a signal can abort. When the signal is aborted and the work rejects, this rejects with the signal's
 * reason instead of the work's error. If the signal is already aborted, the work does not start.
 */
export const abortable = async <Result>(
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> => {
  signal?.throwIfAborted();
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};
