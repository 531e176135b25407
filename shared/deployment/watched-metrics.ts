import type { DeployedFunction } from '#shared/deployment/deployed-function';

/** A metric in CloudWatch, and what is made of its values in a period. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** Where the functions put their own metrics. */
export const ownNamespace = 'ChatFunctions';

type Statistic = 'Sum' | 'Maximum' | 'p50' | 'p99';

/** The metrics of a function: its own, Lambda's, and those of its two queues. */
export const metricsOf = ({ name }: DeployedFunction) => {
  const metricsIn =
    (namespace: string, dimensions: Readonly<Record<string, string>>) =>
    (metric: string, statistic: Statistic): Metric => ({ namespace, name: metric, dimensions, statistic });
  return {
    own: metricsIn(ownNamespace, { service: name }),
    lambda: metricsIn('AWS/Lambda', { FunctionName: name }),
    queue: metricsIn('AWS/SQS', { QueueName: name }),
    deadLetterQueue: metricsIn('AWS/SQS', { QueueName: `${name}-dead-letter` }),
  };
};
