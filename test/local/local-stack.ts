import * as z from 'zod/mini';
import type { Api } from '#shared/define-api';
import type { Resources } from '#shared/deployment/cloud-formation';
import { type DeployedFunction, nameResources, pascalCase } from '#shared/deployment/deployed-function';
import { readParameters } from '#shared/deployment/parameters';
import { createTemplate } from '#shared/deployment/template';
import { region } from '#test/local/aws-account';
import { type FunctionSettings, readServiceFile, type ServiceFile } from '#test/local/service-file';

/** A queue, function or bus that something can be sent to. */
export interface Target {
  readonly kind: 'queue' | 'function' | 'bus';
  readonly name: string;
}

/** A deployed queue. */
export interface StackQueue {
  readonly name: string;
  /** How many seconds a received message stays hidden. */
  readonly visibilityTimeout: number;
  /** The queue for messages that were received this often without success. */
  readonly redrive?: { readonly queueName: string; readonly maxReceiveCount: number };
}

/** A deployed event source mapping. */
export interface StackMapping {
  readonly queueName: string;
  readonly functionName: string;
  readonly batchSize: number;
}

/** A deployed rule of the bus. */
export interface StackRule {
  /** The fields to match, each with the accepted values. */
  readonly pattern: Readonly<Record<string, readonly string[]>>;
  readonly targets: readonly Target[];
}

/** The configuration of asynchronous invocations. */
export interface AsynchronousSettings {
  /** How often Lambda retries a failed invocation. */
  readonly asynchronousRetries?: number;
  readonly onFailure?: Target;
  readonly onSuccess?: Target;
}

/** A deployed function. */
export interface StackFunction extends FunctionSettings, AsynchronousSettings {
  readonly api: Api;
  /** Its name in the deployment. */
  readonly functionName: string;
}

/** The parts of a deployment that the local run imitates. */
export interface LocalStack {
  readonly secretName: string;
  readonly eventBusName: string;
  readonly functions: readonly StackFunction[];
  readonly queues: readonly StackQueue[];
  readonly mappings: readonly StackMapping[];
  readonly rules: readonly StackRule[];
}

/** Reads the resources of a template. */
interface Reader {
  /** The properties of all resources of a type. */
  all<Schema extends z.ZodMiniType>(type: string, schema: Schema): readonly z.infer<Schema>[];
  /** Resolves a `Ref` or an `Fn::GetAtt`. */
  targetOf(value: Reference): Target;
}

const stage = 'local';

const reference = z.union([z.object({ Ref: z.string() }), z.object({ 'Fn::GetAtt': z.array(z.string()) })]);
const destination = z.object({ Destination: reference });
const queueSchema = z.object({
  QueueName: z.string(),
  VisibilityTimeout: z._default(z.int(), 30),
  RedrivePolicy: z.optional(z.object({ deadLetterTargetArn: reference, maxReceiveCount: z.int() })),
});
const mappingSchema = z.object({ EventSourceArn: reference, FunctionName: reference, BatchSize: z.int() });
const ruleSchema = z.object({
  EventPattern: z.record(z.string(), z.array(z.string())),
  Targets: z.array(z.object({ Arn: reference })),
});
const asynchronousSchema = z.object({
  FunctionName: reference,
  MaximumRetryAttempts: z.optional(z.int()),
  DestinationConfig: z.object({ OnFailure: z.optional(destination), OnSuccess: z.optional(destination) }),
});
const busSchema = z.object({ Name: z.string() });

type Reference = z.infer<typeof reference>;

const createReader = (resources: Resources, functions: readonly DeployedFunction[]): Reader => ({
  all: (type, schema) =>
    Object.values(resources)
      .filter(({ Type }) => Type === type)
      .map(({ Properties }) => schema.parse(Properties)),
  targetOf: (value) => {
    const [id = ''] = 'Ref' in value ? [value.Ref] : value['Fn::GetAtt'];
    const named = functions.find(({ ids }) => ids.lambda === id);
    if (named) return { kind: 'function', name: named.name };
    const resource = resources[id];
    return resource?.Type === 'AWS::SQS::Queue'
      ? { kind: 'queue', name: queueSchema.parse(resource.Properties).QueueName }
      : { kind: 'bus', name: busSchema.parse(resource?.Properties).Name };
  },
});

const queuesOf = ({ all, targetOf }: Reader, maxReceiveCount: number | undefined): readonly StackQueue[] =>
  all('AWS::SQS::Queue', queueSchema).map(({ QueueName, VisibilityTimeout, RedrivePolicy }) => ({
    name: QueueName,
    visibilityTimeout: VisibilityTimeout,
    ...(RedrivePolicy && {
      redrive: {
        queueName: targetOf(RedrivePolicy.deadLetterTargetArn).name,
        maxReceiveCount: maxReceiveCount ?? RedrivePolicy.maxReceiveCount,
      },
    }),
  }));

const mappingsOf = ({ all, targetOf }: Reader): readonly StackMapping[] =>
  all('AWS::Lambda::EventSourceMapping', mappingSchema).map(({ EventSourceArn, FunctionName, BatchSize }) => ({
    queueName: targetOf(EventSourceArn).name,
    functionName: targetOf(FunctionName).name,
    batchSize: BatchSize,
  }));

const rulesOf = ({ all, targetOf }: Reader): readonly StackRule[] =>
  all('AWS::Events::Rule', ruleSchema).map(({ EventPattern, Targets }) => ({
    pattern: EventPattern,
    targets: Targets.map(({ Arn }) => targetOf(Arn)),
  }));

/** Keyed by function name. */
const asynchronousOf = ({ all, targetOf }: Reader): ReadonlyMap<string, AsynchronousSettings> =>
  new Map(
    all('AWS::Lambda::EventInvokeConfig', asynchronousSchema).map((settings) => {
      const { OnFailure, OnSuccess } = settings.DestinationConfig;
      return [
        targetOf(settings.FunctionName).name,
        {
          ...(settings.MaximumRetryAttempts !== undefined && { asynchronousRetries: settings.MaximumRetryAttempts }),
          ...(OnFailure && { onFailure: targetOf(OnFailure.Destination) }),
          ...(OnSuccess && { onSuccess: targetOf(OnSuccess.Destination) }),
        },
      ];
    }),
  );

/** The functions, with the names that the plugin gives them and their resources. */
const deployedFunctions = (apis: readonly Api[], stackName: string, file: ServiceFile): readonly DeployedFunction[] =>
  apis.map((api) =>
    nameResources(
      { api, name: `${stackName}-${api.name}`, timeout: file.settingsOf(api.name).timeoutSeconds },
      {
        getLambdaLogicalId: (name) => `${pascalCase(name)}LambdaFunction`,
        getLogGroupLogicalId: (name) => `${pascalCase(name)}LogGroup`,
        getHttpApiRouteLogicalId: (routeKey) => routeKey,
      },
    ),
  );

/**
 * Derives the local stack from the deployment's own template: its queues with their redrive counts, event source
 * mappings, rules, and destinations of asynchronous invocations.
 *
 * @param maxReceiveCount replaces the deployed redrive counts, so that a failing message becomes a dead letter sooner
 */
export const createLocalStack = (apis: readonly Api[], maxReceiveCount?: number): LocalStack => {
  const file = readServiceFile(stage);
  const parameters = readParameters(file.parameters, region);
  const stackName = `${file.service}-${stage}`;
  const deployed = deployedFunctions(apis, stackName, file);
  const { Resources } = createTemplate({ functions: deployed, parameters, stackName });
  const reader = createReader(Resources, deployed);
  const asynchronous = asynchronousOf(reader);
  const [bus] = reader.all('AWS::Events::EventBus', busSchema);
  return {
    secretName: parameters.secretName,
    eventBusName: bus?.Name ?? '',
    functions: deployed.map(({ api, name }) => ({
      api,
      functionName: name,
      ...file.settingsOf(api.name),
      ...asynchronous.get(name),
    })),
    queues: queuesOf(reader, maxReceiveCount),
    mappings: mappingsOf(reader),
    rules: rulesOf(reader),
  };
};
