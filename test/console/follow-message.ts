import { type Ending, endWithout, type SentCall } from '#test/console/ending';
import { readReason } from '#test/console/function-log';
import { poll } from '#test/console/poll';
import { type HeldMessage, inspectQueue } from '#test/console/queue-inspection';
import type { LocalAddresses } from '#test/local/addresses';

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const nth = (count: number): string => `${count}${endings[ordinals.select(count)]}`;

/** Follows a message through its queue until it is deleted or a dead letter. */
export const followMessage = async (
  { lambda }: LocalAddresses,
  { address, tell }: SentCall,
  isOurs: (message: HeldMessage) => boolean,
): Promise<Ending> => {
  const { functionName, queueUrl = '', deadLetterUrl = queueUrl } = address;
  let received = 0;
  let checkedAt = Date.now();
  const deadLetters = await poll(async () => {
    const previousCheck = checkedAt;
    checkedAt = Date.now();
    const message = (await inspectQueue(queueUrl)).find(isOurs);
    if (!message) return (await inspectQueue(deadLetterUrl)).filter(isOurs);
    if (message.received > received) {
      received = message.received;
      // The earliest possible time, since the function may have called Chat before this check.
      tell(
        received === 1 ? 'received by the function' : `received again, for the ${nth(received)} time`,
        previousCheck,
      );
    }
    return undefined;
  });
  const [dead] = deadLetters;
  if (dead) return endWithout('Dead letter', await readReason({ lambda, functionName, id: dead.id }));
  return {
    ...endWithout('Done', 'The function handled the message, and the queue deleted it. A message has no answer.'),
    verdict: 'done',
  };
};
