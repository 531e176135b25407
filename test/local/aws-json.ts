import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '#test/emulator/read-body';

/** An error of an AWS service. `type` is the name of the exception that the SDK throws. */
export class AwsError extends Error {
  readonly type: string;
  /** The HTTP status. */
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** Carries out one operation, given the request body as text. Throws `AwsError`. */
export type AwsOperation = (body: string) => object | Promise<object>;

/** A bound above the largest request of any operation here. */
const maximumBytes = 2 * 1_048_576;

/** The operation that a request names, such as `GetSecretValue`. */
export const operationOf = ({ headers }: IncomingMessage): string =>
  `${headers['x-amz-target']}`.split('.').at(-1) ?? '';

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
};

/** Answers a request with an error. */
export const refuse = (response: ServerResponse, { status, type, message }: AwsError): void =>
  send(response, status, { __type: type, Message: message, message });

/** Answers a request in AWS JSON 1.1, the protocol of the SDK and the CLI. It does not check signatures. */
export const answerAwsJson = async (
  request: IncomingMessage,
  response: ServerResponse,
  operations: ReadonlyMap<string, AwsOperation>,
): Promise<void> => {
  try {
    const name = operationOf(request);
    const run = operations.get(name);
    if (!run) throw new AwsError('UnknownOperationException', `${name} is not supported here.`);
    const body = await readBody(request, maximumBytes);
    if (!body) throw new AwsError('SerializationException', `The body is larger than ${maximumBytes} bytes.`);
    send(response, 200, await run(body.toString()));
  } catch (error) {
    refuse(response, error instanceof AwsError ? error : new AwsError('InternalServiceError', `${error}`, 500));
  }
};

/** Parses a body. Throws `AwsError` when it is not JSON. */
export const parseBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON.');
  }
};
