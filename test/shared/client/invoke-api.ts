import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { startLoopbackServer } from '#test/lambda/loopback-server';

/** A function: takes the event, returns its result or throws. A result that is a `Payload` is sent as it stands. */
export type LocalFunction = (event: unknown) => Promise<unknown>;

/** A result as Lambda writes it, for what the runtime or the service itself would answer. */
export class Payload {
  readonly text: string;
  readonly failed: boolean;

  constructor(text: string, failed = false) {
    this.text = text;
    this.failed = failed;
  }
}

/** A Lambda service whose functions run in this process. */
export interface InvokeApi {
  readonly lambda: LambdaClient;
  /** The names that were invoked, in order. */
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
 * Serves the Invoke API on loopback and answers as Lambda does, with a client of the SDK that calls it.
 *
 * @param functions by the name, with a version or alias, that they are called by
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

/** A function that does not answer while a test lasts. */
export const hangs: LocalFunction = () => wait(60_000, undefined, { ref: false });
