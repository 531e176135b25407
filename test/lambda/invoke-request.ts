import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readBody } from '#test/emulator/read-body';
import { functionArn } from '#test/lambda/function-configuration';
import type { Invocation } from '#test/lambda/runtime-api';

/** A checked request to the Invoke API. */
export interface InvokeRequest {
  readonly functionName: string;
  readonly invocationType: string;
  /** Whether the answer includes the end of the log. */
  readonly tail: boolean;
  readonly invocation: Invocation;
}

const refusalStatuses = {
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  ResourceNotFoundException: 404,
  // The service uses this name, although its API reference says RequestTooLargeException.
  RequestEntityTooLargeException: 413,
  TooManyRequestsException: 429,
} as const;

const payloadLimits: Readonly<Record<string, number>> = {
  RequestResponse: 6_291_456,
  Event: 1_048_576,
  DryRun: 6_291_456,
};

const invokePath = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
const nameOrArn =
  /^(?:arn:aws:lambda:[\w-]+:)?(?:\d{12}:)?(?:function:)?(?<functionName>[\w-]+)(?::(?<version>[\w$-]+))?$/;

/** An error of the Invoke API itself, which did not invoke the function. `name` is the exception's name in the SDK. */
export class Refusal extends Error {
  override readonly name: keyof typeof refusalStatuses;
  readonly status: number;

  constructor(name: keyof typeof refusalStatuses, message: string) {
    super(message);
    this.name = name;
    this.status = refusalStatuses[name];
  }
}

const header = ({ headers }: IncomingMessage, name: string): string | undefined => headers[name]?.toString();

const readTarget = (request: IncomingMessage) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://lambda');
  const [, identifier] = invokePath.exec(pathname) ?? [];
  if (identifier === undefined) throw new Refusal('ResourceNotFoundException', `No such operation: ${pathname}`);
  const decoded = decodeURIComponent(identifier);
  const { functionName = decoded, version } = nameOrArn.exec(decoded)?.groups ?? {};
  return { functionName, version: version ?? searchParams.get('Qualifier') ?? undefined };
};

const readPayload = async (request: IncomingMessage, invocationType: string): Promise<string> => {
  const limit = payloadLimits[invocationType];
  if (!limit) throw new Refusal('InvalidParameterValueException', `Unknown invocation type: ${invocationType}`);
  const body = await readBody(request, limit);
  if (!body) {
    const message = `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
    throw new Refusal('RequestEntityTooLargeException', message);
  }
  const payload = body.toString() || '{}';
  try {
    JSON.parse(payload);
  } catch (error) {
    throw new Refusal('InvalidRequestContentException', `Could not parse request body into json: ${error}`);
  }
  return payload;
};

/** Makes an X-Ray trace id. */
export const newTraceId = (): string =>
  `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')};Sampled=0`;

/**
 * Reads a request to the Invoke API. The function may be a name, a partial ARN or an ARN. The only version is
 * `$LATEST`, and there are no aliases.
 *
 * @throws {Refusal} for another version, an unknown invocation type, or a payload that is too large or not JSON
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const readInvokeRequest = async (request: IncomingMessage, requestId: string): Promise<InvokeRequest> => {
  const { functionName, version } = readTarget(request);
  const arn = version ? `${functionArn(functionName)}:${version}` : functionArn(functionName);
  if (version && version !== '$LATEST') throw new Refusal('ResourceNotFoundException', `Function not found: ${arn}`);

  const invocationType = header(request, 'x-amz-invocation-type') ?? 'RequestResponse';
  const clientContext = header(request, 'x-amz-client-context');
  const invocation = {
    requestId,
    functionArn: arn,
    traceId: header(request, 'x-amzn-trace-id') ?? newTraceId(),
    payload: await readPayload(request, invocationType),
    ...(clientContext && { clientContext: Buffer.from(clientContext, 'base64').toString() }),
  };
  return { functionName, invocationType, tail: header(request, 'x-amz-log-type') === 'Tail', invocation };
};
