import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '#test/emulator/read-body';

/** A refusal in AWS's words: `type` is the exception name that the SDK throws. */
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

/** Carries out one operation on the text of a request body. Throws `AwsError`. */
export type AwsOperation = (body: string) => object | Promise<object>;

/** More than any operation here takes. */
const maximumBytes = 2 * 1_048_576;

/** The name of the operation that a request wants, such as `GetSecretValue`. */
export const operationOf = ({ headers }: IncomingMessage): string =>
  `${headers['x-amz-target']}`.split('.').at(-1) ?? '';

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
};

/** Answers a request with an error. */
export const refuse = (response: ServerResponse, { status, type, message }: AwsError): void =>
  send(response, status, { __type: type, Message: message, message });

/** Answers a request in AWS JSON 1.1, as the SDK and the CLI speak it. Signatures are not checked. */
export const answerAwsJson = async (
  request: IncomingMessage,
  response: ServerResponse,
  operations: ReadonlyMap<string, AwsOperation>,
): Promise<void> => {
  try {
    const name = operationOf(request);
    const run = operations.get(name);
    if (!run) throw new AwsError('UnknownOperationException', `${name} is not offered here.`);
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
