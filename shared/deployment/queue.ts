import { arnOf, type Fields, policy, type Resources, ref } from '#shared/deployment/cloud-formation';

/** The queue to make. */
export interface QueueOptions {
  readonly id: string;
  readonly name: string;
  /** Further properties of `AWS::SQS::Queue`. */
  readonly properties: Fields;
  /** The logical ids of the EventBridge rules that may send to the queue. */
  readonly ruleIds: readonly string[];
  /** The KMS key that encrypts the queue; if `undefined`, SQS uses its own. */
  readonly keyArn: string | undefined;
}

const allowRules = (queueId: string, ruleIds: readonly string[]): Fields => ({
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: arnOf(queueId),
  Condition: { ArnEquals: { 'aws:SourceArn': ruleIds.map(arnOf) } },
});

/** Makes an encrypted queue that rejects requests without TLS, and events of rules other than the given ones. */
export const queue = ({ id, name, properties, ruleIds, keyArn }: QueueOptions): Resources => ({
  [id]: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: name,
      ...properties,
      ...(keyArn === undefined ? { SqsManagedSseEnabled: true } : { KmsMasterKeyId: keyArn }),
    },
  },
  [`${id}Policy`]: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [ref(id)],
      PolicyDocument: policy([
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: arnOf(id),
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        ...(ruleIds.length > 0 ? [allowRules(id, ruleIds)] : []),
      ]),
    },
  },
});
