// The package takes a store in place of its own but exports no class to make one from, and its own keeps neither the order
// of returned messages nor whole groups, which is what the tests of FIFO queues are about.
import { type SqsQueue, SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';

type Received = ReturnType<SqsQueue['dequeue']>;

/** Returned messages go in front of the group in any order; SQS keeps the order in which they were sent. */
const keepOrder = (queue: SqsQueue): void => {
  const processTimers = queue.processTimers.bind(queue);
  queue.processTimers = () => {
    processTimers();
    for (const group of queue.fifoMessages.values())
      group.sort((a, b) => Number(a.sequenceNumber) - Number(b.sequenceNumber));
  };
};

/** A receive takes one message of each group; SQS gives as many of a group as there is room for, and locks it after that. */
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

/** The emulator's queues with SQS's behaviour for FIFO groups, and queue URLs on the address that a client used. */
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
