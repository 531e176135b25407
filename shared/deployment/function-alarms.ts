import type { Fields, Resource, Resources, Value } from '#shared/deployment/cloud-formation';
import { type DeployedFunction, pascalCase } from '#shared/deployment/deployed-function';
import { type Metric, metricsOf } from '#shared/deployment/watched-metrics';

/** Something worth waking for. It is bad when the value reaches the threshold in so many periods one after the other. */
interface Watch {
  readonly name: AlarmName;
  /** What it means and what to do, for whom it wakes. */
  readonly description: string;
  readonly value: Metric | { readonly expression: string; readonly of: Readonly<Record<string, Metric>> };
  readonly threshold: number;
  readonly periods: number;
}

/** The alarms of each function. */
export const alarmNames = [
  'misconfigured',
  'dead-letters',
  'undelivered',
  'throttled',
  'failing',
  'slow',
] as const satisfies readonly string[];

/** The name of an alarm, behind the function's. */
export type AlarmName = (typeof alarmNames)[number];

/** Seconds. */
const period = 300;

/** Percent of the calls. */
const share = 5;

const watchesOf = (deployed: DeployedFunction): readonly Watch[] => {
  const { own, lambda, deadLetterQueue } = metricsOf(deployed);
  return [
    {
      name: 'misconfigured',
      description: 'The credential or the rights are wrong: the log says which, and what to do.',
      value: own('Misconfigured', 'Sum'),
      threshold: 1,
      periods: 1,
    },
    {
      name: 'dead-letters',
      description: 'Requests could not be served and wait in the dead-letter queue: look at one, mend it, redrive.',
      value: deadLetterQueue('ApproximateNumberOfMessagesVisible', 'Maximum'),
      threshold: 1,
      periods: 1,
    },
    {
      name: 'undelivered',
      description: 'Lambda could not send an answer or a failed request on: look at the role and the size of answers.',
      value: lambda('DestinationDeliveryFailures', 'Sum'),
      threshold: 1,
      periods: 1,
    },
    {
      name: 'throttled',
      description: 'Callers are turned away: they ask for more than Chat, or the reserved concurrency, allows.',
      value: {
        expression: '100 * SUM([FILL(limited, 0), throttles]) / SUM([FILL(calls, 0), throttles])',
        of: {
          limited: own('RateLimited', 'Sum'),
          throttles: lambda('Throttles', 'Sum'),
          calls: own('Calls', 'Sum'),
        },
      },
      threshold: share,
      periods: 3,
    },
    {
      name: 'failing',
      description: 'Calls fail and it is not the callers: Chat, Secrets Manager or the function itself. See its log.',
      value: {
        // A function that cannot start counts no calls.
        expression: 'IF(FILL(calls, 0) > 0, 100 * faults / calls, IF(invocations > 0, 100, 0))',
        of: {
          faults: own('Faults', 'Sum'),
          calls: own('Calls', 'Sum'),
          invocations: lambda('Invocations', 'Sum'),
        },
      },
      threshold: share,
      periods: 3,
    },
    {
      name: 'slow',
      description: 'Invocations come close to the timeout: Chat is slow, or callers ask for more than its rate.',
      value: lambda('Duration', 'Maximum'),
      threshold: 0.9 * deployed.timeout * 1000,
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
    Period: period,
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
        Period: period,
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

/** The name of an alarm of a function, as CloudWatch shows it. */
export const alarmNameOf = ({ name }: DeployedFunction, alarmName: AlarmName): string => `${name}-${alarmName}`;

/**
 * The alarms of a function.
 *
 * @param topicArn who is told; nobody without
 */
export const functionAlarms = (deployed: DeployedFunction, topicArn: string | undefined): Resources =>
  Object.fromEntries(
    watchesOf(deployed).map((watch) => [
      `${deployed.prefix}${pascalCase(watch.name)}Alarm`,
      alarm(alarmNameOf(deployed, watch.name), watch, topicArn === undefined ? [] : [topicArn]),
    ]),
  );
