import * as z from 'zod/mini';
import { Failure } from '#shared/failures/failure';
import { isRecord } from '#shared/json/is-record';
import { answerHttp } from '#shared/triggers/http';
import { answerInvocation } from '#shared/triggers/invocation';
import type { Trigger } from '#shared/triggers/trigger';

/** A service whose events are not supported. */
interface UnsupportedService {
  readonly name: string;
  /** Paths of members that together occur only in its events. */
  readonly has: readonly string[];
  /** Whether it expects an HTTP response. The others read what the function returns or throws. */
  readonly overHttp?: true;
}

/** The unsupported services whose events do not name their source. */
const services: readonly UnsupportedService[] = [
  { name: 'API Gateway (WebSocket)', has: ['requestContext.connectionId'], overHttp: true },
  { name: 'API Gateway (Lambda authoriser)', has: ['type', 'methodArn'] },
  { name: 'API Gateway (Lambda authoriser)', has: ['type', 'routeArn'] },
  { name: 'VPC Lattice', has: ['requestContext.serviceNetworkArn'], overHttp: true },
  { name: 'VPC Lattice', has: ['raw_path', 'method'], overHttp: true },
  { name: 'AppSync (Lambda authoriser)', has: ['authorizationToken', 'requestContext'] },
  { name: 'AppSync', has: ['info.parentTypeName', 'arguments'] },
  { name: 'Bedrock agents', has: ['messageVersion', 'agent'] },
  { name: 'Lex', has: ['bot', 'sessionState'] },
  { name: 'Lex', has: ['bot', 'currentIntent'] },
  { name: 'Alexa', has: ['context.System', 'request'] },
  { name: 'Cognito user pools', has: ['triggerSource', 'userPoolId'] },
  { name: 'Cognito Sync', has: ['identityPoolId', 'datasetName'] },
  { name: 'a stream with a tumbling window', has: ['window', 'isFinalInvokeForWindow'] },
  { name: 'CloudWatch Logs', has: ['awslogs'] },
  { name: 'CloudWatch alarms', has: ['alarmArn', 'alarmData'] },
  { name: 'CloudFormation', has: ['StackId', 'ResponseURL'] },
  { name: 'CodePipeline', has: ['CodePipeline/job'] },
  { name: 'Config', has: ['configRuleArn', 'invokingEvent'] },
  { name: 'Connect', has: ['Details.ContactData'] },
  { name: 'Client VPN', has: ['connection-id', 'endpoint-id'] },
  { name: 'Data Firehose', has: ['deliveryStreamArn', 'records'] },
  { name: 'Kinesis Data Analytics', has: ['applicationArn', 'records'] },
  { name: 'IoT (button)', has: ['serialNumber', 'clickType'] },
  { name: 'IoT 1-Click', has: ['deviceEvent', 'deviceInfo'] },
  { name: 'IoT (authoriser)', has: ['protocolData', 'connectionMetadata'] },
  { name: 'IoT (provisioning)', has: ['claimCertificateId', 'templateArn'] },
  { name: 'S3 Batch Operations', has: ['invocationSchemaVersion', 'tasks'] },
  { name: 'S3 Object Lambda', has: ['xAmzRequestId', 'userRequest'] },
  { name: 'Secrets Manager (rotation)', has: ['SecretId', 'ClientRequestToken'] },
];

const memberOf = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => {
    const key = name.replace('/', '.');
    return isRecord(inner) ? inner[key] : undefined;
  }, value);

/** AppSync sends a batch as an array. */
const serviceOf = (event: unknown): UnsupportedService | undefined => {
  const first: unknown = Array.isArray(event) ? event[0] : event;
  return services.find(({ has }) => has.every((path) => memberOf(first, path) !== undefined));
};

/** A name that is safe to quote. */
const sourceName = z.string().check(z.regex(/^[\w:.-]{1,64}$/));

/** The name of the source, in the event or in a record. */
const named = z.union([
  z.object({ eventSource: sourceName }),
  z.object({ EventSource: sourceName }),
  z.pipe(
    z.object({ cf: z.unknown().check(z.refine((cf) => cf !== undefined)) }),
    z.transform(() => ({ eventSource: 'CloudFront' })),
  ),
  z.pipe(
    z.object({ dynamodb: z.unknown().check(z.refine((dynamodb) => dynamodb !== undefined)) }),
    z.transform(() => ({ eventSource: 'aws:dynamodb' })),
  ),
]);

const sourceOf = (event: unknown): string | undefined => {
  const records = memberOf(event, 'Records') ?? event;
  const { data } = named.safeParse(Array.isArray(records) ? records[0] : event);
  if (!data) return undefined;
  const source = 'EventSource' in data ? data.EventSource : data.eventSource;
  return Array.isArray(event) ? `EventBridge Pipes (${source})` : source;
};

/** The most characters to quote from a name. */
const longestName = 100;

/** Makes the failure for an event of an unsupported service. */
export const unsupportedService = (name: string): Failure =>
  new Failure(
    'InvalidRequest',
    `This is an event of ${name.slice(0, longestName)}, which is not supported as a trigger.`,
  );

/**
 * Recognises unsupported services by the members of their events. It comes early, since some events resemble a
 * gateway's.
 */
export const unsupportedByParts: Trigger = {
  name: 'a service that is not supported',
  accept: (event) => {
    const service = serviceOf(event);
    if (!service) return undefined;
    const refusal = unsupportedService(service.name);
    return (trigger) =>
      service.overHttp
        ? answerHttp({ method: '', path: '', body: '', isBase64Encoded: false, requestId: '', refusal }, trigger)
        : answerInvocation({ from: service.name, body: { value: undefined }, trace: {}, refusal }, trigger);
  },
};

/**
 * Recognises unsupported services by the name in their events. It comes after the supported sources, which have such
 * names too, and before a pipe's own list, which may contain anything.
 */
export const unsupportedByName: Trigger = {
  name: 'a source that is not supported',
  accept: (event) => {
    const source = sourceOf(event);
    if (source === undefined) return undefined;
    const request = { from: source, body: { value: undefined }, trace: {}, refusal: unsupportedService(source) };
    return (trigger) => answerInvocation(request, trigger);
  },
};
