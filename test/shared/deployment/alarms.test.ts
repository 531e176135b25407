import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { alarmNameOf, alarmNames, alarms } from '#shared/deployment/alarms';

const metric = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: z.array(z.unknown()) });
const withExpression = z.object({
  Metrics: z.array(
    z.object({
      Id: z.string(),
      Expression: z.optional(z.string()),
      MetricStat: z.optional(z.object({ Metric: metric })),
      ReturnData: z.boolean(),
    }),
  ),
});

const made = alarms('chat-dev', undefined);
const queriesOf = (properties: unknown) => withExpression.safeParse(properties).data?.Metrics ?? [];
const metricsOf = (properties: unknown) => {
  const single = metric.safeParse(properties);
  return single.success ? [single.data] : queriesOf(properties).flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
};

test('has one alarm of each name', () => {
  expect(Object.values(made).map(({ Properties }) => Properties.AlarmName)).toEqual(
    alarmNames.map((name) => alarmNameOf('chat-dev', name)),
  );
});

test('costs less than a dollar a month, at ten cents for each watched metric', () => {
  const watched = Object.values(made).flatMap(({ Properties }) => metricsOf(Properties));
  expect(watched.length).toBeGreaterThan(0);
  expect(watched.length).toBeLessThan(10);
});

test.each(Object.entries(made))('%s computes its value from the metrics that it lists', (_, { Properties }) => {
  const queries = queriesOf(Properties);
  const used = queries.flatMap(({ Expression }) => Expression?.match(/\b[a-z]+\b/g) ?? []);
  const listed = queries.flatMap(({ Id, MetricStat }) => (MetricStat ? [Id] : []));
  expect(new Set(used)).toEqual(new Set(listed));
  expect(queries.filter(({ ReturnData }) => ReturnData)).toHaveLength(queries.length > 0 ? 1 : 0);
});

test('counts faults that no caller caused, and requests that the gateway could not answer', () => {
  expect(metricsOf(made.FailingAlarm?.Properties).map(({ MetricName }) => MetricName)).toEqual([
    'Faults',
    'Calls',
    '5xx',
    'Count',
  ]);
});

test('notifies the given topic, or nobody', () => {
  expect(made.MisconfiguredAlarm?.Properties).not.toHaveProperty('AlarmActions');
  const topic = 'arn:aws:sns:eu-west-1:123456789012:alarms';
  for (const { Properties } of Object.values(alarms('chat-dev', topic))) {
    expect(Properties).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
  }
});
