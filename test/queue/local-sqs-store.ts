// The package accepts another store but exports no class for one. Its own store keeps neither the order of returned
// messages nor whole groups, which the tests of FIFO queues need.
import { type SqsQueue, SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';

type Received = ReturnType<SqsQueue['dequeue']>;

/**
 * The package puts returned messages in front of the group in any order; SQS keeps the order in which they were sent.
 */
const keepOrder = (queue: SqsQueue): void => {
  const processTimers = queue.processTimers.bind(queue);
  queue.processTimers = () => {
    processTimers();
    for (const group of queue.fifoMessages.values())
      group.sort((a, b) => Number(a.sequenceNumber) - Number(b.sequenceNumber));
  };
};

/** The package returns one message per group and receive; SQS returns as many as fit, and then locks the group. */
const receiveWholeGroups = (queue: SqsQueue): void => {
  const dequeue = queue.dequeue.bind(queue);
  const groupOf = ({ ReceiptHandle }: Received[number]) =>
    queue.inflightMessages.get(ReceiptHandle)?.message.messageGroupId ?? '';

  queue.dequeue = (maximum, ...rest) => {
    const received: Received = [];
    for (;;) {
      const round = dequeue(maximum - received.length, ...rest);
      if (round.length === 0) break;
      received.push(...round);
      for (const message of round) queue.fifoLockedGroups.delete(groupOf(message));
    }
    for (const [group, messages] of Map.groupBy(received, groupOf)) queue.fifoLockedGroups.set(group, messages.length);
    return received;
  };
};

/**
 * The package's queues with SQS's behaviour for FIFO groups, and with queue URLs at the address that the client used.
 */
export class LocalSqsStore extends SqsStore {
  override host = '';

  override createQueue(...options: Parameters<SqsStore['createQueue']>): SqsQueue {
    const queue = super.createQueue(...options);
    if (queue.isFifo()) {
      keepOrder(queue);
      receiveWholeGroups(queue);
    }
    return queue;
  }
}
