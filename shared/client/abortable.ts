/**
 * Does work that a signal can end. Rejects with the signal's own reason once it is aborted, whatever the work makes of it,
 * and does not begin when it is aborted already.
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
