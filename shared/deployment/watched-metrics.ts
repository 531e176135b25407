import type { Value } from '#shared/deployment/cloud-formation';
import type { DeployedFunction } from '#shared/deployment/deployed-function';
import { type MetricName, metricNamespace } from '#shared/observability/metrics';

/** A CloudWatch metric and the statistic to compute over a period. */
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
 * The metrics that the functions record.
 *
 * @param stackName the value of the `service` dimension
 */
export const ownMetrics = (stackName: string) => metricsIn<MetricName>(metricNamespace, { service: stackName });

/** The metrics that Lambda records for a function. */
export const lambdaMetrics = ({ name }: DeployedFunction) =>
  metricsIn<
    'Invocations' | 'Errors' | 'Throttles' | 'Duration' | 'ConcurrentExecutions' | 'DestinationDeliveryFailures'
  >('AWS/Lambda', { FunctionName: name });

/** The metrics that SQS records for a queue. */
export const queueMetrics = (queueName: string) =>
  metricsIn<'ApproximateNumberOfMessagesVisible' | 'ApproximateAgeOfOldestMessage'>('AWS/SQS', {
    QueueName: queueName,
  });

/**
 * The metrics that API Gateway records for the HTTP API.
 *
 * @param apiId the id of the API, as a reference in a template or as a placeholder in text
 */
export const gatewayMetrics = (apiId: Value) => metricsIn<'Count' | '4xx' | '5xx'>('AWS/ApiGateway', { ApiId: apiId });
