import { alarms } from '#shared/deployment/alarms';
import { callerPolicy } from '#shared/deployment/caller-policy';
import { type Fields, type Resources, ref } from '#shared/deployment/cloud-formation';
import { dashboard } from '#shared/deployment/dashboard';
import { type DeployedFunction, hasQueue } from '#shared/deployment/deployed-function';
import { eventBus } from '#shared/deployment/event-bus';
import { failureQueueIds, failureQueues } from '#shared/deployment/failure-queues';
import { functionEvents } from '#shared/deployment/function-events';
import { concurrencyToReserve, functionQueue } from '#shared/deployment/function-queue';
import { functionRole } from '#shared/deployment/function-role';
import { type Extension, httpApi } from '#shared/deployment/http-api';
import type { Parameters } from '#shared/deployment/parameters';

/** The input of a template. */
export interface TemplateOptions {
  readonly functions: readonly DeployedFunction[];
  readonly parameters: Parameters;
  /** Also the name of the bus and the dashboard, and the prefix of the names of queues and alarms. */
  readonly stackName: string;
}

/** The value of `resources` in `serverless.yml`. */
export interface Template {
  readonly Resources: Resources;
  readonly Outputs: Readonly<Record<string, { readonly Description: string; readonly Value: Fields | string }>>;
  readonly extensions: Readonly<Record<string, Extension>>;
}

const queueOutput = ({ api, prefix, ids }: DeployedFunction): Template['Outputs'] =>
  hasQueue(api)
    ? { [`${prefix}QueueUrl`]: { Description: `The queue for requests to ${api.name}`, Value: ref(ids.queue) } }
    : {};

const reservation = ({ api, ids }: DeployedFunction): Template['extensions'] => {
  const concurrency = concurrencyToReserve(api);
  return concurrency === undefined
    ? {}
    : { [ids.lambda]: { Properties: { ReservedConcurrentExecutions: concurrency } } };
};

/**
 * Makes every resource of a deployment except the functions, their routes and their log groups, which the framework
 * makes.
 */
export const createTemplate = ({ functions, parameters, stackName }: TemplateOptions): Template => {
  const bus = eventBus(parameters.eventBusName, stackName);
  const gateway = httpApi(functions, parameters);
  const resourcesOf = (deployed: DeployedFunction): Resources => ({
    ...functionRole(deployed, bus, parameters),
    ...functionQueue(deployed, parameters.queueKeyArn),
    ...functionEvents(deployed, bus),
  });
  return {
    Resources: Object.assign(
      {
        ...bus.resources,
        ...gateway.resources,
        ...failureQueues(functions, parameters, stackName),
        ...alarms(stackName, parameters.alarmTopicArn),
        ...dashboard(stackName, functions),
      },
      ...functions.map(resourcesOf),
    ),
    Outputs: Object.assign(
      {
        EventBusName: { Description: 'The event bus for requests and answers', Value: bus.name },
        CallerPolicy: {
          Description: 'The IAM policy of a caller, with one statement for each way to call',
          Value: callerPolicy(functions, bus, parameters),
        },
        DeadLetterQueueUrl: {
          Description: 'The queue of messages that failed',
          Value: ref(failureQueueIds.deadLetters),
        },
        FailedEventsQueueUrl: {
          Description: 'The queue of events and asynchronous invocations that failed',
          Value: ref(failureQueueIds.failedEvents),
        },
      },
      ...functions.map(queueOutput),
    ),
    extensions: Object.assign(
      { ...gateway.extensions },
      ...(parameters.reserveConcurrency ? functions.map(reservation) : []),
    ),
  };
};
