import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { startLoopbackServer } from '#test/lambda/loopback-server';

/** A function: takes the event, and returns its result or throws. A `Payload` is sent unchanged. */
export type LocalFunction = (event: unknown) => Promise<unknown>;

/** A response of the runtime or of Lambda itself. */
export class Payload {
  readonly text: string;
  readonly failed: boolean;

  constructor(text: string, failed = false) {
    this.text = text;
    this.failed = failed;
  }
}

/** A Lambda service with functions that run in this process. */
export interface InvokeApi {
  readonly lambda: LambdaClient;
  /** The names of the invoked functions, in order. */
  readonly invoked: readonly string[];
  close(): Promise<void>;
}

const run = async (called: LocalFunction, event: unknown): Promise<Payload> => {
  try {
    const result = await called(event);
    return result instanceof Payload ? result : new Payload(JSON.stringify(result) ?? 'null');
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return new Payload(JSON.stringify({ errorType: name, errorMessage: message, trace: [] }), true);
  }
};

/**
 * Starts a server on loopback that answers as Lambda's Invoke API does, with an SDK client that calls it.
 *
 * @param functions by the name that callers use, with a version or alias
 */
export const startInvokeApi = async (functions: Readonly<Record<string, LocalFunction>>): Promise<InvokeApi> => {
  const invoked: string[] = [];
  const server = await startLoopbackServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://lambda');
    const name = decodeURIComponent(pathname.split('/').at(-2) ?? '');
    invoked.push(name);
    const called = functions[name];
    response.setHeader('x-amzn-requestid', `request-${invoked.length}`);
    if (!called) {
      response
        .writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' })
        .end('{"Message":"no such function"}');
      return;
    }
    const { text: body, failed } = await run(called, JSON.parse(await text(request)));
    response.writeHead(200, failed ? { 'x-amz-function-error': 'Unhandled' } : {}).end(body);
  });
  const lambda = new LambdaClient({
    endpoint: `http://${server.address}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    lambda,
    invoked,
    close: async () => {
      lambda.destroy();
      await server.close();
    },
  };
};

/** A function that never answers. */
export const hangs: LocalFunction = () => wait(60_000, undefined, { ref: false });
