import { arnOf, type Fields, policy, type Resources, ref } from '#shared/deployment/cloud-formation';

/** A queue to make. */
export interface QueueOptions {
  readonly id: string;
  readonly name: string;
  /** What else `AWS::SQS::Queue` takes. */
  readonly properties: Fields;
  /** The logical ids of the rules of EventBridge that may send to it. */
  readonly ruleIds: readonly string[];
  /** The KMS key that encrypts it; SQS's own without. */
  readonly keyArn: string | undefined;
}

const allowRules = (queueId: string, ruleIds: readonly string[]): Fields => ({
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: arnOf(queueId),
  Condition: { ArnEquals: { 'aws:SourceArn': ruleIds.map(arnOf) } },
});

/** Makes an encrypted queue that takes nothing without TLS, and from EventBridge only what the named rules send. */
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
