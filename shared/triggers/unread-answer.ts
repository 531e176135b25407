import { errorCodes } from '#shared/chat/error-codes';
import type { FailedItem } from '#shared/chat/item-results';
import { Failure } from '#shared/failures/failure';
import type { Outcome } from '#shared/request';

const failureOfItem = ({ errorCode, errorInfo }: FailedItem, count: number): Failure => {
  const { kind, meaning } = errorCodes[errorCode] ?? {
    kind: 'UpstreamFailed',
    meaning: 'an undocumented code',
  };
  return new Failure(kind, `${count} item${count === 1 ? '' : 's'} failed, for example: ${meaning}.`, {
    errorCode,
    errorInfo,
  });
};

/**
 * The failure of a request whose answer nobody reads: its own, or that of its failed items. Failed items are a
 * transient failure only if each of them may succeed later.
 */
export const failureIn = (outcome: Outcome): Failure | undefined => {
  if ('failure' in outcome) return outcome.failure;
  const { failedItems } = outcome.answer;
  const failures = failedItems.map((item) => failureOfItem(item, failedItems.length));
  return failures.find(({ transient }) => !transient) ?? failures[0];
};
