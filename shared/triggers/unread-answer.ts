import { type ErrorCode, errorCodes } from '#shared/chat/error-codes';
import type { FailedItem } from '#shared/chat/item-results';
import { Failure, failureKinds } from '#shared/failures/failure';
import type { Outcome } from '#shared/request';

const meaningOf = ({ errorCode }: FailedItem): Pick<ErrorCode, 'kind' | 'meaning'> =>
  errorCodes[errorCode] ?? { kind: 'UpstreamFailed', meaning: 'an undocumented code' };

const isPermanent = (item: FailedItem): boolean => !failureKinds[meaningOf(item).kind].transient;

const failureOfItem = (item: FailedItem, count: number): Failure => {
  const { kind, meaning } = meaningOf(item);
  const { errorCode, errorInfo } = item;
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
  const item = failedItems.find(isPermanent) ?? failedItems[0];
  return item && failureOfItem(item, failedItems.length);
};
