import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { invokeAsynchronously } from '#test/lambda/asynchronous-invocation';
import { type FunctionConfiguration, functionArn } from '#test/lambda/function-configuration';
import { newTraceId, Refusal, readInvokeRequest } from '#test/lambda/invoke-request';
import { deployFunction, type LambdaFunction } from '#test/lambda/lambda-function';
import { logTailOf } from '#test/lambda/log-tail';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import type { Invocation, Outcome } from '#test/lambda/runtime-api';

/** The options of a Lambda host. */
export interface LambdaHostOptions {
  /** The functions by their names. */
  readonly functions: Readonly<Record<string, FunctionConfiguration>>;
  /** Default: a free port. */
  readonly port?: number;
  /** Receives each message that a function prints. */
  onLog?(functionName: string, message: string): void;
}

/** A Lambda service on this machine. */
export interface LambdaHost {
  /** The `endpoint` for `LambdaClient`. */
  readonly url: string;
  /**
   * Invokes a function with an event as JSON text, as a service of AWS does.
   *
   * @throws {Refusal} when there is no such function, or it is throttled
   */
  invoke(functionName: string, payload: string): Promise<Outcome>;
  /** Invokes a function asynchronously, with retries and destinations. Returns the request id. */
  invokeAsynchronously(functionName: string, payload: string): string;
  /** The last messages of a function. Throws for a function that is not deployed. */
  logs(functionName: string): readonly string[];
  /** Resolves when no asynchronous invocation is in progress. */
  settled(): Promise<void>;
  /** Stops every process and the server. Invocations in progress fail. */
  close(): Promise<void>;
}

const refuse = (response: ServerResponse, { name, status, message }: Refusal): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name });
  response.end(JSON.stringify({ Type: 'User', Message: message, message }));
};

const invocationOf = (functionName: string, payload: string): Invocation => ({
  requestId: randomUUID(),
  functionArn: functionArn(functionName),
  traceId: newTraceId(),
  payload,
});

const logPath = /^\/_functions\/([\w-]+)\/log$/;

/**
 * Runs functions under AWS's own runtime client and offers the Invoke API on 127.0.0.1. It answers as the service does:
 * results, function errors, timeouts, crashes, exceptions, log tails, and asynchronous invocations with retries and
 * destinations. `GET /_functions/<name>/log` returns a function's last messages as a list.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const startLambdaHost = async ({
  functions: configurations,
  port,
  onLog,
}: LambdaHostOptions): Promise<LambdaHost> => {
  const functions = new Map(
    Object.entries(configurations).map(([name, configuration]) => [
      name,
      deployFunction(name, configuration, (message) => onLog?.(name, message)),
    ]),
  );
  const asynchronous = new Set<Promise<void>>();
  let closing = false;

  const find = (functionName: string): LambdaFunction => {
    const found = functions.get(functionName);
    if (found) return found;
    throw new Refusal('ResourceNotFoundException', `Function not found: ${functionArn(functionName)}`);
  };

  /** An error here must reach no caller and stop nothing. */
  const invokeLater = (target: LambdaFunction, invocation: Invocation): void => {
    const done = invokeAsynchronously(target, invocation)
      .catch((error) => closing || console.error(`Asynchronous invocation ${invocation.requestId}: ${error}`))
      .then(() => void asynchronous.delete(done));
    asynchronous.add(done);
  };

  const invokeNow = (target: LambdaFunction, invocation: Invocation) => {
    if (target.throttled()) throw new Refusal('TooManyRequestsException', 'Rate Exceeded.');
    return target.invoke(invocation);
  };

  const serveInvoke = async (request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> => {
    const { functionName, invocationType, tail, invocation } = await readInvokeRequest(request, requestId);
    const target = find(functionName);
    response.setHeader('x-amzn-trace-id', invocation.traceId);
    if (invocationType === 'DryRun') {
      response.writeHead(204).end();
    } else if (invocationType === 'Event') {
      invokeLater(target, invocation);
      response.writeHead(202).end();
    } else {
      const result = await invokeNow(target, invocation);
      if (result.failed) response.setHeader('x-amz-function-error', 'Unhandled');
      if (tail) response.setHeader('x-amz-log-result', await logTailOf(requestId, result));
      response.writeHead(200, { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' });
      response.end(result.payload);
    }
  };

  const server = await startLoopbackServer(async (request, response) => {
    const requestId = randomUUID();
    response.setHeader('x-amzn-requestid', requestId);
    try {
      const [, logOf] = logPath.exec(request.url ?? '') ?? [];
      if (logOf === undefined) return await serveInvoke(request, response, requestId);
      const { logs } = find(logOf);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(logs));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error);
    }
  }, port);

  return {
    url: `http://${server.address}`,
    invoke: async (functionName, payload) => invokeNow(find(functionName), invocationOf(functionName, payload)),
    invokeAsynchronously: (functionName, payload) => {
      const invocation = invocationOf(functionName, payload);
      invokeLater(find(functionName), invocation);
      return invocation.requestId;
    },
    logs: (functionName) => find(functionName).logs,
    settled: async () => {
      await Promise.all(asynchronous);
    },
    close: async () => {
      closing = true;
      await Promise.all([...functions.values()].map((target) => target.close()));
      await Promise.all(asynchronous);
      await server.close();
    },
  };
};
