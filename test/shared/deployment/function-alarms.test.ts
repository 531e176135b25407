import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { alarmNameOf, alarmNames, functionAlarms } from '#shared/deployment/function-alarms';
import { searching } from '#test/shared/deployment/deployed-functions';
import { emittedMetrics } from '#test/shared/deployment/emitted-metrics';

const dimensions = z.array(z.object({ Name: z.string(), Value: z.string() }));
const metric = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions });
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

const alarms = functionAlarms(searching, undefined);
const propertiesOf = (alarm: string) => alarms[`SearchGroups${alarm}Alarm`]?.Properties;
const queriesOf = (properties: unknown) => withExpression.safeParse(properties).data?.Metrics ?? [];
const metricsOf = (properties: unknown) => {
  const single = metric.safeParse(properties);
  return single.success ? [single.data] : queriesOf(properties).flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
};

test('there is one of each name', () => {
  expect(Object.values(alarms).map(({ Properties }) => Properties.AlarmName)).toEqual(
    alarmNames.map((name) => alarmNameOf(searching, name)),
  );
});

test.each(Object.entries(alarms))('%s watches metrics that there are, of this function', (_, { Properties }) => {
  const watched = metricsOf(Properties);
  expect(watched).not.toEqual([]);
  for (const { Namespace, MetricName, Dimensions } of watched) {
    expect(Dimensions.map(({ Value }) => Value).join()).toMatch(/^(?:chat-dev-)?search-groups(?:-dead-letter)?$/);
    const name = `${Namespace} ${MetricName} ${Dimensions.map(({ Name }) => Name)}`;
    if (!Namespace.startsWith('AWS/')) expect(emittedMetrics()).toContain(name);
  }
});

test.each(Object.entries(alarms))('%s computes with the metrics that it lists, and no more than ten', (_, alarm) => {
  const queries = queriesOf(alarm.Properties);
  const expressions = queries.flatMap(({ Expression }) => Expression ?? []);
  const used = expressions.flatMap((expression) => expression.match(/\b[a-z]+\d?\b/g) ?? []);
  const listed = queries.flatMap(({ Id, MetricStat }) => (MetricStat ? [Id] : []));
  expect(new Set(used)).toEqual(new Set(listed));
  expect(queries.length).toBeLessThanOrEqual(10);
  expect(queries.filter(({ ReturnData }) => ReturnData)).toHaveLength(queries.length > 0 ? 1 : 0);
});

test('counts as failing what is not the caller’s doing, and a function that cannot start', () => {
  const watched = metricsOf(propertiesOf('Failing')).map(({ MetricName }) => MetricName);
  expect(watched).toEqual(['Faults', 'Calls', 'Invocations']);
});

test('is slow when an invocation comes close to the timeout', () => {
  expect(propertiesOf('Slow')).toMatchObject({ MetricName: 'Duration', Threshold: 26_100 });
});

test('tells nobody, or the topic that is given', () => {
  expect(propertiesOf('Misconfigured')).not.toHaveProperty('AlarmActions');
  const topic = 'arn:aws:sns:eu-west-1:123456789012:alarms';
  for (const { Properties } of Object.values(functionAlarms(searching, topic))) {
    expect(Properties).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
  }
});
