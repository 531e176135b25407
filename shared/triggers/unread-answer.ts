import { errorCodes } from '#shared/chat/error-codes';
import type { FailedItem } from '#shared/chat/item-results';
import { Failure } from '#shared/failures/failure';
import type { Outcome } from '#shared/request';

const failureOfItem = ({ errorCode, errorInfo }: FailedItem, count: number): Failure => {
  const { kind, meaning } = errorCodes[errorCode] ?? {
    kind: 'UpstreamFailed',
    meaning: 'a code that is not documented',
  };
  return new Failure(kind, `${count} of the items failed, one of them so: ${meaning}.`, {
    errorCode,
    errorInfo,
  });
};

/**
 * Why a request counts as failed where nobody reads the answer: for its own failure, or for that of its items. The items
 * are a transient failure only if each of them may succeed later.
 */
export const failureIn = (outcome: Outcome): Failure | undefined => {
  if ('failure' in outcome) return outcome.failure;
  const { failedItems } = outcome.answer;
  const failures = failedItems.map((item) => failureOfItem(item, failedItems.length));
  return failures.find(({ transient }) => !transient) ?? failures[0];
};
