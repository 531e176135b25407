import { Failure } from '#shared/failures/failure';
import { memberOf } from '#shared/json/member-of';
import { answerHttp } from '#shared/triggers/http';
import { answerInvocation } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';

/** The name of a member, or two names for a member of a member. */
type Path = string | readonly [string, string];

/** A service whose events are not supported. */
interface UnsupportedService {
  readonly name: string;
  /** Members that together occur only in its events. */
  readonly has: readonly Path[];
  /** Whether it expects an HTTP response. The others read what the function returns or throws. */
  readonly overHttp?: true;
}

/** The unsupported services whose events do not name their source. */
const services: readonly UnsupportedService[] = [
  { name: 'API Gateway (WebSocket)', has: [['requestContext', 'connectionId']], overHttp: true },
  { name: 'API Gateway (Lambda authoriser)', has: ['type', 'methodArn'] },
  { name: 'API Gateway (Lambda authoriser)', has: ['type', 'routeArn'] },
  { name: 'VPC Lattice', has: [['requestContext', 'serviceNetworkArn']], overHttp: true },
  { name: 'VPC Lattice', has: ['raw_path', 'method'], overHttp: true },
  { name: 'AppSync (Lambda authoriser)', has: ['authorizationToken', 'requestContext'] },
  { name: 'AppSync', has: [['info', 'parentTypeName'], 'arguments'] },
  { name: 'Bedrock agents', has: ['messageVersion', 'agent'] },
  { name: 'Lex', has: ['bot', 'sessionState'] },
  { name: 'Lex', has: ['bot', 'currentIntent'] },
  { name: 'Alexa', has: [['context', 'System'], 'request'] },
  { name: 'Cognito user pools', has: ['triggerSource', 'userPoolId'] },
  { name: 'Cognito Sync', has: ['identityPoolId', 'datasetName'] },
  { name: 'a stream with a tumbling window', has: ['window', 'isFinalInvokeForWindow'] },
  { name: 'CloudWatch Logs', has: ['awslogs'] },
  { name: 'CloudWatch alarms', has: ['alarmArn', 'alarmData'] },
  { name: 'CloudFormation', has: ['StackId', 'ResponseURL'] },
  { name: 'CodePipeline', has: ['CodePipeline.job'] },
  { name: 'Config', has: ['configRuleArn', 'invokingEvent'] },
  { name: 'Connect', has: [['Details', 'ContactData']] },
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

/** The unsupported services whose events may name their source, but need not. */
const namelessServices: readonly UnsupportedService[] = [
  { name: 'CloudFront', has: ['cf'] },
  { name: 'aws:dynamodb', has: ['dynamodb'] },
];

const occursIn = (value: unknown, path: Path): boolean =>
  (typeof path === 'string' ? memberOf(value, path) : memberOf(value, ...path)) !== undefined;

const findService = (among: readonly UnsupportedService[], value: unknown): UnsupportedService | undefined =>
  among.find(({ has }) => has.every((path) => occursIn(value, path)));

/** AppSync sends a batch as an array. */
const readService = (event: unknown): UnsupportedService | undefined =>
  findService(services, Array.isArray(event) ? event[0] : event);

/** Whether a value is a name that is safe to quote. */
const isName = (value: unknown): value is string => typeof value === 'string' && /^[\w:.-]{1,64}$/.test(value);

const nameIn = (record: unknown): string | undefined =>
  [memberOf(record, 'eventSource'), memberOf(record, 'EventSource')].find(isName) ??
  findService(namelessServices, record)?.name;

/** Reads the name of the source, from the event or from its first record. */
const readSource = (event: unknown): string | undefined => {
  const records = memberOf(event, 'Records') ?? event;
  const name = nameIn(Array.isArray(records) ? records[0] : event);
  return name !== undefined && Array.isArray(event) ? `EventBridge Pipes (${name})` : name;
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
export const unsupportedByParts = defineTrigger({
  name: 'a service that is not supported',
  read: readService,
  handle: ({ name, overHttp }, trigger): Promise<unknown> => {
    const refusal = unsupportedService(name);
    return overHttp
      ? answerHttp({ method: '', path: '', body: { text: '' }, requestId: '', refusal }, trigger)
      : answerInvocation({ from: name, body: { value: undefined }, trace: {}, refusal }, trigger);
  },
});

/**
 * Recognises unsupported services by the name in their events. It comes after the supported sources, which have such
 * names too, and before a pipe's own list, which may contain anything.
 */
export const unsupportedByName = defineTrigger({
  name: 'a source that is not supported',
  read: readSource,
  handle: (source, trigger) =>
    answerInvocation(
      { from: source, body: { value: undefined }, trace: {}, refusal: unsupportedService(source) },
      trigger,
    ),
});
