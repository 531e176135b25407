import { type Resources, sub } from '#shared/deployment/cloud-formation';
import type { DeployedFunction } from '#shared/deployment/deployed-function';
import { alarmNameOf, alarmNames } from '#shared/deployment/function-alarms';
import { type Metric, metricsOf, ownNamespace } from '#shared/deployment/watched-metrics';

/** A graph: a metric, or metrics that are found by their dimensions. */
type Line = Metric | { readonly search: string };

interface Graph {
  readonly title: string;
  readonly left: readonly Line[];
  readonly right?: readonly Line[];
}

/** CloudWatch's grid, in its units: a function has a heading and two rows of four graphs. */
const grid = { width: 24, alarms: 4, heading: 1, graph: { width: 6, height: 6 }, function: 13 } as const;

const graphsOf = (deployed: DeployedFunction): readonly Graph[] => {
  const { own, lambda, queue, deadLetterQueue } = metricsOf(deployed);
  const failures = `{${ownNamespace},errorCode,function,kind,service} function="${deployed.name}" MetricName="FailuresByCode"`;
  return [
    { title: 'Calls and failures', left: [own('Calls', 'Sum'), own('Failures', 'Sum')] },
    { title: 'Failures by kind and code', left: [{ search: `SEARCH('${failures}', 'Sum', 300)` }] },
    { title: 'Attempts, and those that Chat throttled', left: [own('Attempts', 'Sum'), own('Throttles', 'Sum')] },
    { title: 'Time that Chat took', left: [own('UpstreamTime', 'p50'), own('UpstreamTime', 'p99')] },
    {
      title: 'Duration of invocations, and how many at once',
      left: [lambda('Duration', 'p50'), lambda('Duration', 'Maximum')],
      right: [lambda('ConcurrentExecutions', 'Maximum')],
    },
    {
      title: 'Invocations, errors and throttles',
      left: [lambda('Invocations', 'Sum'), lambda('Errors', 'Sum'), lambda('Throttles', 'Sum')],
    },
    {
      title: 'Queue: depth and age',
      left: [
        queue('ApproximateNumberOfMessagesVisible', 'Maximum'),
        deadLetterQueue('ApproximateNumberOfMessagesVisible', 'Maximum'),
      ],
      right: [queue('ApproximateAgeOfOldestMessage', 'Maximum')],
    },
    {
      title: 'Secret: read, could not be read, refused by Chat',
      left: [own('SecretReads', 'Sum'), own('StaleSecretReads', 'Sum'), own('RefusedCredentials', 'Sum')],
    },
  ];
};

const rowOf = (line: Line, yAxis: 'left' | 'right'): readonly unknown[] =>
  'search' in line
    ? [{ expression: line.search, yAxis }]
    : [line.namespace, line.name, ...Object.entries(line.dimensions).flat(), { stat: line.statistic, yAxis }];

const graphWidget = ({ title, left, right = [] }: Graph, index: number, top: number) => {
  const { width, height } = grid.graph;
  const perRow = grid.width / width;
  return {
    type: 'metric',
    x: (index % perRow) * width,
    y: top + Math.floor(index / perRow) * height,
    width,
    height,
    properties: {
      title,
      region: `\${AWS::Region}`,
      period: 300,
      metrics: [...left.map((line) => rowOf(line, 'left')), ...right.map((line) => rowOf(line, 'right'))],
    },
  };
};

const functionWidgets = (deployed: DeployedFunction, top: number) => {
  const { name, summary } = deployed.api;
  const heading = { type: 'text', x: 0, y: top, width: grid.width, height: grid.heading };
  return [
    { ...heading, properties: { markdown: `**${name}** ${summary}`, background: 'transparent' } },
    ...graphsOf(deployed).map((graph, index) => graphWidget(graph, index, top + grid.heading)),
  ];
};

const alarmWidget = (functions: readonly DeployedFunction[]) => ({
  type: 'alarm',
  x: 0,
  y: 0,
  width: grid.width,
  height: grid.alarms,
  properties: {
    title: 'Alarms',
    alarms: functions.flatMap((deployed) =>
      alarmNames.map(
        (name) =>
          `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${alarmNameOf(deployed, name)}`,
      ),
    ),
  },
});

/** A dashboard: the alarms of all functions, and under it the graphs of each. */
export const dashboard = (name: string, functions: readonly DeployedFunction[]): Resources => {
  const widgets = functions.flatMap((deployed, index) =>
    functionWidgets(deployed, grid.alarms + index * grid.function),
  );
  return {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: name,
        DashboardBody: sub(JSON.stringify({ widgets: [alarmWidget(functions), ...widgets] })),
      },
    },
  };
};
