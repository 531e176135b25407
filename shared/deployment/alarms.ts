import { type Fields, type Resource, type Resources, ref, type Value } from '#shared/deployment/cloud-formation';
import { pascalCase } from '#shared/deployment/deployed-function';
import { failureQueueNames } from '#shared/deployment/failure-queues';
import { gatewayMetrics, type Metric, ownMetrics, queueMetrics } from '#shared/deployment/watched-metrics';

/** A condition worth waking someone for: the value reaches `threshold` in `periods` consecutive periods. */
interface Watch {
  readonly name: AlarmName;
  /** What the alarm means and what to do about it, for the person on call. */
  readonly description: string;
  readonly value: Metric | { readonly expression: string; readonly of: Readonly<Record<string, Metric>> };
  readonly threshold: number;
  readonly periods: number;
}

/** The alarms of an application. */
export const alarmNames = [
  'misconfigured',
  'dead-letters',
  'failed-events',
  'throttled',
  'failing',
] as const satisfies readonly string[];

/** The name of an alarm, without the stack's. */
export type AlarmName = (typeof alarmNames)[number];

const periodSeconds = 300;

const percentOfCalls = 5;

const watchesOf = (stackName: string): readonly Watch[] => {
  const own = ownMetrics(stackName);
  const gateway = gatewayMetrics(ref('HttpApi'));
  const names = failureQueueNames(stackName);
  const waiting = (queueName: string) => queueMetrics(queueName)('ApproximateNumberOfMessagesVisible', 'Maximum');
  return [
    {
      name: 'misconfigured',
      description: 'The credential or its rights are wrong. The log says which, and what to do.',
      value: own('Misconfigured', 'Sum'),
      threshold: 1,
      periods: 1,
    },
    {
      name: 'dead-letters',
      description: 'Queued messages failed. Find the cause in the log, fix it, then redrive the dead-letter queue.',
      value: waiting(names.deadLetters),
      threshold: 1,
      periods: 1,
    },
    {
      name: 'failed-events',
      description:
        'Events or asynchronous invocations failed. Each message in the queue names the function and the cause.',
      value: waiting(names.failedEvents),
      threshold: 1,
      periods: 1,
    },
    {
      name: 'throttled',
      description: 'Callers get 429: they call more often than Chat allows.',
      value: {
        expression: '100 * FILL(limited, 0) / calls',
        of: { limited: own('RateLimited', 'Sum'), calls: own('Calls', 'Sum') },
      },
      threshold: percentOfCalls,
      periods: 3,
    },
    {
      name: 'failing',
      description: 'Chat, Secrets Manager or a function fails, not the callers. The dashboard shows which.',
      value: {
        // A function that cannot start records no metrics, but the gateway counts its failures.
        expression: 'MAX([FILL(100 * faults / calls, 0), FILL(100 * broken / requests, 0)])',
        of: {
          faults: own('Faults', 'Sum'),
          calls: own('Calls', 'Sum'),
          broken: gateway('5xx', 'Sum'),
          requests: gateway('Count', 'Sum'),
        },
      },
      threshold: percentOfCalls,
      periods: 3,
    },
  ];
};

const dimensionsOf = ({ dimensions }: Metric): readonly Fields[] =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

const queryOf = (id: string, metric: Metric): Fields => ({
  Id: id,
  MetricStat: {
    Metric: { Namespace: metric.namespace, MetricName: metric.name, Dimensions: dimensionsOf(metric) },
    Period: periodSeconds,
    Stat: metric.statistic,
  },
  ReturnData: false,
});

const valueFields = (value: Watch['value']): Fields =>
  'expression' in value
    ? {
        Metrics: [
          { Id: 'value', Expression: value.expression, Label: 'percent', ReturnData: true },
          ...Object.entries(value.of).map(([id, metric]) => queryOf(id, metric)),
        ],
      }
    : {
        Namespace: value.namespace,
        MetricName: value.name,
        Dimensions: dimensionsOf(value),
        Statistic: value.statistic,
        Period: periodSeconds,
      };

const alarm = (name: string, watch: Watch, actions: readonly Value[]): Resource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: name,
    AlarmDescription: watch.description,
    ...valueFields(watch.value),
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Threshold: watch.threshold,
    EvaluationPeriods: watch.periods,
    TreatMissingData: 'notBreaching',
    ...(actions.length > 0 && { AlarmActions: actions, OKActions: actions }),
  },
});

/** The name of an alarm, as CloudWatch shows it. */
export const alarmNameOf = (stackName: string, alarmName: AlarmName): string => `${stackName}-${alarmName}`;

/**
 * Makes the alarms of an application. AWS charges for each metric that an alarm watches, so no function has alarms of
 * its own; the dashboard shows which function fails.
 *
 * @param topicArn the SNS topic to notify; if left out, nobody is notified
 */
export const alarms = (stackName: string, topicArn: string | undefined): Resources =>
  Object.fromEntries(
    watchesOf(stackName).map((watch) => [
      `${pascalCase(watch.name)}Alarm`,
      alarm(alarmNameOf(stackName, watch.name), watch, topicArn === undefined ? [] : [topicArn]),
    ]),
  );
