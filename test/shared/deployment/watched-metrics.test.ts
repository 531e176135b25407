import { expect, test } from 'vitest';
import { metricsOf } from '#shared/deployment/watched-metrics';
import { searching } from '#test/shared/deployment/deployed-functions';
import { emittedMetrics } from '#test/shared/deployment/emitted-metrics';

test('finds the metrics of a function where they are put', () => {
  const { own, lambda, queue, deadLetterQueue } = metricsOf(searching);
  const calls = own('Calls', 'Sum');
  expect(calls.dimensions).toEqual({ service: 'chat-dev-search-groups' });
  expect(emittedMetrics()).toContain(`${calls.namespace} ${calls.name} ${Object.keys(calls.dimensions)}`);
  expect(lambda('Duration', 'p99')).toEqual({
    namespace: 'AWS/Lambda',
    name: 'Duration',
    dimensions: { FunctionName: 'chat-dev-search-groups' },
    statistic: 'p99',
  });
  expect(queue('X', 'Sum').dimensions).toEqual({ QueueName: 'chat-dev-search-groups' });
  expect(deadLetterQueue('X', 'Sum').dimensions).toEqual({ QueueName: 'chat-dev-search-groups-dead-letter' });
});
