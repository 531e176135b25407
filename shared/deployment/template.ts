import { type Fields, type Resources, ref } from '#shared/deployment/cloud-formation';
import { dashboard } from '#shared/deployment/dashboard';
import type { DeployedFunction } from '#shared/deployment/deployed-function';
import { eventBus } from '#shared/deployment/event-bus';
import { functionAlarms } from '#shared/deployment/function-alarms';
import { functionEvents } from '#shared/deployment/function-events';
import { fitsOneContainer, functionQueues } from '#shared/deployment/function-queues';
import { functionRole } from '#shared/deployment/function-role';
import { type Extension, httpApi, type TemplateOptions } from '#shared/deployment/http-api';
import type { Parameters } from '#shared/deployment/parameters';

/** What `serverless.yml` takes under `resources`. */
export interface Template {
  readonly Resources: Resources;
  readonly Outputs: Readonly<Record<string, { readonly Description: string; readonly Value: Fields | string }>>;
  readonly extensions: Readonly<Record<string, Extension>>;
}

const functionOutputs = ({ api, name, prefix, ids }: DeployedFunction): Template['Outputs'] => ({
  [`${prefix}FunctionName`]: { Description: `What to invoke: ${api.summary}`, Value: name },
  [`${prefix}QueueUrl`]: { Description: `Where requests to ${api.name} can be queued`, Value: ref(ids.queue) },
  [`${prefix}DeadLetterQueueUrl`]: {
    Description: `Where requests to ${api.name} wait that could not be served`,
    Value: ref(ids.deadLetterQueue),
  },
});

const functionExtensions = ({ api, ids }: DeployedFunction, parameters: Parameters): Template['extensions'] => ({
  [ids.logGroup]: { Properties: { RetentionInDays: parameters.logRetentionInDays } },
  ...(parameters.reserveConcurrency &&
    fitsOneContainer(api) && { [ids.lambda]: { Properties: { ReservedConcurrentExecutions: 1 } } }),
});

/** Makes what a deployment has beside the functions, their routes and their log groups, which the framework makes. */
export const createTemplate = (options: TemplateOptions): Template => {
  const { functions, parameters, stackName } = options;
  const bus = eventBus(parameters.eventBusName, stackName);
  const gateway = httpApi(options);
  const resourcesOf = (deployed: DeployedFunction): Resources => ({
    ...functionRole(deployed, bus, parameters),
    ...functionQueues(deployed, parameters.queueKeyArn),
    ...functionEvents(deployed, bus),
    ...functionAlarms(deployed, parameters.alarmTopicArn),
  });
  return {
    Resources: Object.assign(
      { ...bus.resources, ...gateway.resources, ...dashboard(stackName, functions) },
      ...functions.map(resourcesOf),
    ),
    Outputs: Object.assign(
      { EventBusName: { Description: 'Where events can ask and read answers', Value: bus.name } },
      ...functions.map(functionOutputs),
    ),
    extensions: Object.assign(
      { ...gateway.extensions },
      ...functions.map((deployed) => functionExtensions(deployed, parameters)),
    ),
  };
};
