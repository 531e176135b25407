import * as z from 'zod/mini';
import type { Api } from '#shared/define-api';
import { nameResources, pascalCase } from '#shared/deployment/deployed-function';
import { readParameters } from '#shared/deployment/parameters';
import { createTemplate } from '#shared/deployment/template';
import { region } from '#test/local/aws-account';
import { type FunctionSettings, readServiceFile } from '#test/local/service-file';

/** A queue as it is deployed. */
export interface StackQueue {
  readonly name: string;
  /** Seconds for which a received message stays hidden. */
  readonly visibilityTimeout: number;
  /** Where a message goes that was received so often without success. */
  readonly redrive?: { readonly queueName: string; readonly maxReceiveCount: number };
}

/** What feeds a function from a queue. */
export interface StackMapping {
  readonly queueName: string;
  readonly functionName: string;
  readonly batchSize: number;
}

/** Something that can be sent to. */
export type Destination = { readonly queueName: string } | { readonly functionName: string } | { readonly bus: true };

/** What brings events of the bus to a target. */
export interface StackRule {
  /** Fields of an event, each with the values that it may have. */
  readonly pattern: Readonly<Record<string, readonly string[]>>;
  readonly targets: readonly Destination[];
}

/** A function as it is deployed. */
export interface StackFunction extends FunctionSettings {
  readonly api: Api;
  /** The name under which it is deployed. */
  readonly functionName: string;
  /** How often an asynchronous invocation that failed is tried again. */
  readonly asynchronousRetries?: number;
  readonly onFailure?: Destination;
  readonly onSuccess?: Destination;
}

/** What a deployment makes, as far as this machine has it. */
export interface LocalStack {
  readonly secretName: string;
  readonly eventBusName: string;
  readonly functions: readonly StackFunction[];
  readonly queues: readonly StackQueue[];
  readonly mappings: readonly StackMapping[];
  readonly rules: readonly StackRule[];
}

const stage = 'local';

const reference = z.union([z.object({ Ref: z.string() }), z.object({ 'Fn::GetAtt': z.array(z.string()) })]);

const idOf = (value: z.infer<typeof reference>): string =>
  'Ref' in value ? value.Ref : (value['Fn::GetAtt'][0] ?? '');

const destination = z.object({ Destination: reference });

const schemas = {
  queue: z.object({
    QueueName: z.string(),
    VisibilityTimeout: z._default(z.int(), 30),
    RedrivePolicy: z.optional(z.object({ deadLetterTargetArn: reference, maxReceiveCount: z.int() })),
  }),
  mapping: z.object({ EventSourceArn: reference, FunctionName: reference, BatchSize: z.int() }),
  rule: z.object({
    EventPattern: z.record(z.string(), z.array(z.string())),
    Targets: z.array(z.object({ Arn: reference })),
  }),
  asynchronous: z.object({
    FunctionName: reference,
    MaximumRetryAttempts: z.optional(z.int()),
    DestinationConfig: z.object({ OnFailure: z.optional(destination), OnSuccess: z.optional(destination) }),
  }),
  bus: z.object({ Name: z.string() }),
};

/**
 * Makes of the deployment's own template what is to run on this machine: the queues with their redrive counts, what feeds
 * the functions, the rules of the bus, and where asynchronous invocations end.
 *
 * @param maxReceiveCount replaces the deployed redrive counts, so that a failing message is a dead letter sooner
 */
export const createLocalStack = (apis: readonly Api[], maxReceiveCount?: number): LocalStack => {
  const file = readServiceFile(stage);
  const parameters = readParameters(file.parameters, region);
  const stackName = `${file.service}-${stage}`;
  const deployed = apis.map((api) =>
    nameResources(
      { api, name: `${stackName}-${api.name}`, timeout: file.settingsOf(api.name).timeoutSeconds },
      {
        getLambdaLogicalId: (name) => `${pascalCase(name)}LambdaFunction`,
        getLogGroupLogicalId: (name) => `${pascalCase(name)}LogGroup`,
        getHttpApiRouteLogicalId: (routeKey) => routeKey,
      },
    ),
  );
  const { Resources } = createTemplate({ functions: deployed, parameters, stackName });
  const all = <Schema extends z.ZodMiniType>(
    type: string,
    schema: Schema,
  ): readonly (readonly [string, z.infer<Schema>])[] =>
    Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
      Type === type ? [[id, schema.parse(Properties)] as const] : [],
    );

  const queues = new Map(all('AWS::SQS::Queue', schemas.queue));
  const queueNameOf = (value: z.infer<typeof reference>): string => queues.get(idOf(value))?.QueueName ?? '';
  const functionNameOf = (value: z.infer<typeof reference>): string =>
    deployed.find(({ ids }) => ids.lambda === idOf(value))?.name ?? '';
  const destinationOf = (value: z.infer<typeof reference>): Destination => {
    const [queueName, functionName] = [queueNameOf(value), functionNameOf(value)];
    if (queueName) return { queueName };
    return functionName ? { functionName } : { bus: true };
  };
  const asynchronous = new Map(
    all('AWS::Lambda::EventInvokeConfig', schemas.asynchronous).map(([, properties]) => [
      functionNameOf(properties.FunctionName),
      properties,
    ]),
  );
  const [[, bus] = []] = all('AWS::Events::EventBus', schemas.bus);

  return {
    secretName: parameters.secretName,
    eventBusName: bus?.Name ?? '',
    functions: deployed.map(({ api, name }) => {
      const { MaximumRetryAttempts, DestinationConfig: { OnFailure, OnSuccess } = {} } = asynchronous.get(name) ?? {};
      return {
        api,
        functionName: name,
        ...file.settingsOf(api.name),
        ...(MaximumRetryAttempts !== undefined && { asynchronousRetries: MaximumRetryAttempts }),
        ...(OnFailure && { onFailure: destinationOf(OnFailure.Destination) }),
        ...(OnSuccess && { onSuccess: destinationOf(OnSuccess.Destination) }),
      };
    }),
    queues: [...queues.values()].map(({ QueueName, VisibilityTimeout, RedrivePolicy }) => ({
      name: QueueName,
      visibilityTimeout: VisibilityTimeout,
      ...(RedrivePolicy && {
        redrive: {
          queueName: queueNameOf(RedrivePolicy.deadLetterTargetArn),
          maxReceiveCount: maxReceiveCount ?? RedrivePolicy.maxReceiveCount,
        },
      }),
    })),
    mappings: all('AWS::Lambda::EventSourceMapping', schemas.mapping).map(([, mapping]) => ({
      queueName: queueNameOf(mapping.EventSourceArn),
      functionName: functionNameOf(mapping.FunctionName),
      batchSize: mapping.BatchSize,
    })),
    rules: all('AWS::Events::Rule', schemas.rule).map(([, { EventPattern, Targets }]) => ({
      pattern: EventPattern,
      targets: Targets.map(({ Arn }) => destinationOf(Arn)),
    })),
  };
};
