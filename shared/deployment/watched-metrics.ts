import type { Value } from '#shared/deployment/cloud-formation';
import type { DeployedFunction } from '#shared/deployment/deployed-function';
import { type MetricName, metricNamespace } from '#shared/observability/metrics';

/** A metric in CloudWatch, and what is made of its values in a period. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, Value>>;
  readonly statistic: string;
}

type Statistic = 'Sum' | 'Maximum' | 'p50' | 'p99';

const metricsIn =
  <Name extends string>(namespace: string, dimensions: Metric['dimensions']) =>
  (name: Name, statistic: Statistic): Metric => ({ namespace, name, dimensions, statistic });

/**
 * The metrics of an application's own.
 *
 * @param stackName what the functions call their service
 */
export const ownMetrics = (stackName: string) => metricsIn<MetricName>(metricNamespace, { service: stackName });

/** The metrics of a function that Lambda keeps. */
export const lambdaMetrics = ({ name }: DeployedFunction) =>
  metricsIn<
    'Invocations' | 'Errors' | 'Throttles' | 'Duration' | 'ConcurrentExecutions' | 'DestinationDeliveryFailures'
  >('AWS/Lambda', { FunctionName: name });

/** The metrics of a queue that SQS keeps. */
export const queueMetrics = (queueName: string) =>
  metricsIn<'ApproximateNumberOfMessagesVisible' | 'ApproximateAgeOfOldestMessage'>('AWS/SQS', {
    QueueName: queueName,
  });

/**
 * The metrics of the HTTP API that API Gateway keeps.
 *
 * @param apiId what stands for the id where the metric is used
 */
export const gatewayMetrics = (apiId: Value) => metricsIn<'Count' | '4xx' | '5xx'>('AWS/ApiGateway', { ApiId: apiId });
