import middy from '@middy/core';
import { expect, test } from 'vitest';
import { observeInvocation } from '#shared/middleware/observe-invocation';
import { contextOf, createKeptLog, noMetrics } from '#test/served-api';

const observed = (happened: string[], serve: () => Promise<void>) => {
  const log = {
    ...createKeptLog(),
    begin: ({ awsRequestId }: { awsRequestId: string }) => void happened.push(awsRequestId),
  };
  const metrics = { ...noMetrics, flush: () => void happened.push('metrics') };
  return middy<unknown>().use(observeInvocation(log, metrics)).handler(serve);
};

test('the log has the invocation’s ids before the event is handled, and the metrics are written after it', async () => {
  const happened: string[] = [];
  const context = contextOf();
  await observed(happened, async () => void happened.push('served'))({}, context);
  expect(happened).toEqual([context.awsRequestId, 'served', 'metrics']);
});

test('the metrics of an invocation that failed are written too', async () => {
  const happened: string[] = [];
  const context = contextOf();
  const broken = observed(happened, async () => {
    throw new Error('broken');
  });
  await expect(broken({}, context)).rejects.toThrow('broken');
  expect(happened).toEqual([context.awsRequestId, 'metrics']);
});
