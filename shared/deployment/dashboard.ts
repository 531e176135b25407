import { alarmNameOf, alarmNames } from '#shared/deployment/alarms';
import { type Resources, sub } from '#shared/deployment/cloud-formation';
import { type DeployedFunction, hasQueue } from '#shared/deployment/deployed-function';
import { failureQueueNames } from '#shared/deployment/failure-queues';
import {
  gatewayMetrics,
  lambdaMetrics,
  type Metric,
  ownMetrics,
  queueMetrics,
} from '#shared/deployment/watched-metrics';
import { failuresByCode, metricNamespace } from '#shared/observability/metrics';

/** A line of a graph: one metric, with a label where its name is ambiguous, or every metric that a search finds. */
type Line = (Metric & { readonly label?: string }) | { readonly search: string };

interface Graph {
  readonly title: string;
  readonly left: readonly Line[];
  readonly right?: readonly Line[];
}

/** The layout in CloudWatch's grid units: the alarms on top, rows of three graphs below. */
const grid = { width: 24, alarms: 3, graph: { width: 8, height: 7 } } as const;

const periodSeconds = 300;

const graphsOf = (stackName: string, functions: readonly DeployedFunction[]): readonly Graph[] => {
  const own = ownMetrics(stackName);
  const gateway = gatewayMetrics(`\${HttpApi}`);
  const ofEach = (...given: Parameters<ReturnType<typeof lambdaMetrics>>): readonly Line[] =>
    functions.map((deployed) => ({ ...lambdaMetrics(deployed)(...given), label: deployed.api.name }));
  const ofQueues = (...given: Parameters<ReturnType<typeof queueMetrics>>): readonly Line[] =>
    functions
      .filter(({ api }) => hasQueue(api))
      .map(({ api, name }) => ({ ...queueMetrics(name)(...given), label: api.name }));
  const failures = `{${[metricNamespace, ...failuresByCode.dimensions, 'service'].join()}} service="${stackName}"`;
  return [
    {
      title: 'Calls, failures and failed items',
      left: [own('Calls', 'Sum'), own('Failures', 'Sum'), own('Faults', 'Sum'), own('FailedItems', 'Sum')],
    },
    { title: 'HTTP requests', left: [gateway('Count', 'Sum'), gateway('4xx', 'Sum'), gateway('5xx', 'Sum')] },
    {
      title: 'Failures by code, function and kind',
      left: [{ search: `SEARCH('${failures} MetricName="${failuresByCode.name}"', 'Sum', ${periodSeconds})` }],
    },
    { title: 'Invocations', left: ofEach('Invocations', 'Sum') },
    {
      title: 'Failed invocations; results that Lambda could not send to their destination',
      left: ofEach('Errors', 'Sum'),
      right: ofEach('DestinationDeliveryFailures', 'Sum'),
    },
    { title: 'Invocation duration, p99', left: ofEach('Duration', 'p99') },
    { title: 'Concurrent invocations', left: ofEach('ConcurrentExecutions', 'Maximum') },
    { title: "Chat's response time", left: [own('UpstreamTime', 'p50'), own('UpstreamTime', 'p99')] },
    { title: 'Attempts, and attempts that Chat throttled', left: [own('Attempts', 'Sum'), own('Throttles', 'Sum')] },
    {
      title: 'Queues: waiting messages, and age of the oldest',
      left: ofQueues('ApproximateNumberOfMessagesVisible', 'Maximum'),
      right: ofQueues('ApproximateAgeOfOldestMessage', 'Maximum'),
    },
    {
      title: 'Dead letters and failed events',
      left: Object.values(failureQueueNames(stackName)).map((name) =>
        queueMetrics(name)('ApproximateNumberOfMessagesVisible', 'Maximum'),
      ),
    },
    {
      title: 'Secret: reads, failed reads, credentials that Chat refused',
      left: [own('SecretReads', 'Sum'), own('StaleSecretReads', 'Sum'), own('RefusedCredentials', 'Sum')],
    },
  ];
};

const rowOf = (line: Line, yAxis: 'left' | 'right'): readonly unknown[] => {
  if ('search' in line) return [{ expression: line.search, yAxis }];
  const { namespace, name, dimensions, statistic: stat, label } = line;
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat, yAxis, ...(label && { label }) }];
};

const graphWidget = ({ title, left, right = [] }: Graph, index: number) => {
  const { width, height } = grid.graph;
  const perRow = grid.width / width;
  return {
    type: 'metric',
    x: (index % perRow) * width,
    y: grid.alarms + Math.floor(index / perRow) * height,
    width,
    height,
    properties: {
      title,
      region: `\${AWS::Region}`,
      period: periodSeconds,
      metrics: [...left.map((line) => rowOf(line, 'left')), ...right.map((line) => rowOf(line, 'right'))],
    },
  };
};

const alarmWidget = (stackName: string) => ({
  type: 'alarm',
  x: 0,
  y: 0,
  width: grid.width,
  height: grid.alarms,
  properties: {
    title: 'Alarms',
    alarms: alarmNames.map(
      (name) =>
        `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${alarmNameOf(stackName, name)}`,
    ),
  },
});

/** Makes the dashboard of an application. Its number of graphs does not grow with the number of functions. */
export const dashboard = (stackName: string, functions: readonly DeployedFunction[]): Resources => ({
  Dashboard: {
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: {
      DashboardName: stackName,
      DashboardBody: sub(
        JSON.stringify({ widgets: [alarmWidget(stackName), ...graphsOf(stackName, functions).map(graphWidget)] }),
      ),
    },
  },
});
