import { expect, test } from 'vitest';
import { gatewayMetrics, lambdaMetrics, ownMetrics, queueMetrics } from '#shared/deployment/watched-metrics';
import { searching } from '#test/shared/deployment/deployed-functions';

test('names each metric as the functions and AWS record it', () => {
  expect([
    ownMetrics('chat-dev')('Calls', 'Sum'),
    lambdaMetrics(searching)('Duration', 'p99'),
    queueMetrics('chat-dev-dead-letters')('ApproximateAgeOfOldestMessage', 'Maximum'),
    gatewayMetrics('api')('5xx', 'Sum'),
  ]).toEqual([
    { namespace: 'ChatFunctions', name: 'Calls', dimensions: { service: 'chat-dev' }, statistic: 'Sum' },
    {
      namespace: 'AWS/Lambda',
      name: 'Duration',
      dimensions: { FunctionName: 'chat-dev-search-groups' },
      statistic: 'p99',
    },
    {
      namespace: 'AWS/SQS',
      name: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: 'chat-dev-dead-letters' },
      statistic: 'Maximum',
    },
    { namespace: 'AWS/ApiGateway', name: '5xx', dimensions: { ApiId: 'api' }, statistic: 'Sum' },
  ]);
});
