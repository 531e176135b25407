import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { credentials, region } from '#test/local/aws-account';
import { LocalSqsStore } from '#test/queue/local-sqs-store';
import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';

/** A local SQS and SNS, with a client for each. */
export interface QueueService {
  /** The `endpoint` for both services. A queue URL works without it. */
  readonly url: string;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  /** Ends long polls at once and drops every message. */
  close(): Promise<void>;
}

/**
 * Starts SQS and SNS in this process, on 127.0.0.1 and by default on a free port. They store nothing on disk.
 * `GET /_fauxqs/queues/<name>` returns the messages of a queue without receiving them.
 */
export const startQueueService = async (options: { readonly port?: number } = {}): Promise<QueueService> => {
  // The package's own start function listens on all interfaces. `buildApp` does not, but needs all three stores.
  const stores = { sqsStore: new LocalSqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const service = buildApp({ logger: false, defaultRegion: region, stores });
  const url = await service.listen({ host: '127.0.0.1', port: options.port ?? 0 });

  const client = { endpoint: url, region, credentials };
  const sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false });
  const sns = new SNSClient(client);

  return {
    url,
    sqs,
    sns,
    close: async () => {
      sqs.destroy();
      sns.destroy();
      await service.close();
    },
  };
};
