import eventBridge from './event-bridge.json' with { type: 'json' };
import functionUrl from './function-url.json' with { type: 'json' };
import httpApi from './http-api.json' with { type: 'json' };
import httpApiPayload1 from './http-api-payload-1.json' with { type: 'json' };
import kinesis from './kinesis.json' with { type: 'json' };
import loadBalancer from './load-balancer.json' with { type: 'json' };
import multiValueLoadBalancer from './load-balancer-multi-value.json' with { type: 'json' };
import pipeOfSqs from './pipe-sqs.json' with { type: 'json' };
import restApi from './rest-api.json' with { type: 'json' };
import s3 from './s3.json' with { type: 'json' };
import sns from './sns.json' with { type: 'json' };
import snsNotification from './sns-notification.json' with { type: 'json' };
import sqs from './sqs.json' with { type: 'json' };
import sqsFifo from './sqs-fifo.json' with { type: 'json' };

/**
 * The sample events that AWS publishes, whole. Nothing is taken out of them.
 *
 * | sample                   | published in                                                                                   | commit  |
 * | ------------------------ | ---------------------------------------------------------------------------------------------- | ------- |
 * | `eventBridge`            | awsdocs/amazon-eventbridge-user-guide, doc_source/eb-events.md                                 | 4ddcc77 |
 * | `functionUrl`            | awsdocs/aws-lambda-developer-guide, doc_source/urls-invocation.md                              | 16bead9 |
 * | `httpApi`                | aws-powertools/powertools-lambda-typescript, packages/parser/tests/events/apigw-http           | 72803e2 |
 * | `httpApiPayload1`        | awsdocs/amazon-api-gateway-developer-guide, doc_source/http-api-develop-integrations-lambda.md | 0597a97 |
 * | `kinesis`                | awsdocs/aws-lambda-developer-guide, doc_source/with-kinesis.md                                 | 119ccaa |
 * | `loadBalancer`           | awsdocs/aws-lambda-developer-guide, doc_source/services-alb.md                                 | 00675ec |
 * | `multiValueLoadBalancer` | aws-powertools/powertools-lambda-typescript, packages/parser/tests/events/alb                  | f55405a |
 * | `pipeOfSqs`              | awsdocs/amazon-eventbridge-user-guide, doc_source/eb-pipes-sqs.md                              | fc27724 |
 * | `restApi`                | aws-powertools/powertools-lambda-typescript, packages/parser/tests/events/apigw-rest           | 2afa18d |
 * | `s3`                     | awsdocs/aws-lambda-developer-guide, sample-apps/java-events/events/s3-notification.json        | e3e1d09 |
 * | `sns`                    | awsdocs/aws-lambda-developer-guide, doc_source/with-sns.md                                     | 00675ec |
 * | `snsNotification`        | https://docs.aws.amazon.com/sns/latest/dg/SendMessageToSQS.html                                |         |
 * | `sqs`                    | awsdocs/aws-lambda-developer-guide, doc_source/with-sqs.md                                     | 0496074 |
 * | `sqsFifo`                | https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html                                     |         |
 */
export const samples = {
  eventBridge,
  functionUrl,
  httpApi,
  httpApiPayload1,
  kinesis,
  loadBalancer,
  multiValueLoadBalancer,
  pipeOfSqs,
  restApi,
  s3,
  sns,
  snsNotification,
  sqs,
  sqsFifo,
} as const;
