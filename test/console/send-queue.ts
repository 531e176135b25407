import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { endWithout, type Send } from '#test/console/ending';
import { followMessage } from '#test/console/follow-message';
import type { LocalAddresses } from '#test/local/addresses';
import { credentials } from '#test/local/aws-account';

/** Sends calls to the queue of their function, and follows the message to its end. */
export const sendQueue = (run: LocalAddresses): Send => {
  const sqs = new SQSClient({
    endpoint: run.queues,
    region: run.region,
    credentials,
    useQueueUrlAsEndpoint: false,
  });
  return async (call) => {
    const { queueUrl } = call.address;
    if (queueUrl === undefined) return endWithout('No queue', 'This function has no queue of its own.');
    const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: call.body }));
    call.tell(`on the queue as message ${MessageId.slice(0, 8)}…`);
    return followMessage(run, call, ({ id }) => id === MessageId);
  };
};
