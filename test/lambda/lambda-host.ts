import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { invokeAsynchronously } from '#test/lambda/asynchronous-invocation';
import { type FunctionConfiguration, functionArn } from '#test/lambda/function-configuration';
import { Refusal, readInvokeRequest } from '#test/lambda/invoke-request';
import { deployFunction, type LambdaFunction } from '#test/lambda/lambda-function';
import { startLoopbackServer } from '#test/lambda/loopback-server';

/** A Lambda service on this machine. */
export type LambdaHost = {
  /** The `endpoint` for `LambdaClient`. */
  readonly url: string;
  /** What a function has printed, a message each. Throws for a function that is not deployed. */
  logs(functionName: string): readonly string[];
  /** Resolves when no asynchronous invocation is under way. */
  settled(): Promise<void>;
  /** Ends every process and the server. Invocations under way fail. */
  close(): Promise<void>;
};

function refuse(response: ServerResponse, { name, status, message }: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name });
  response.end(JSON.stringify({ Type: 'User', Message: message, message }));
}

/**
 * Deploys functions to AWS's own runtime client and serves the Invoke API on 127.0.0.1 with the answers of the real service:
 * results, function errors, timeouts, crashes, refusals, and asynchronous invocations with their retries.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function startLambdaHost(options: {
  functions: Record<string, FunctionConfiguration>;
  port?: number;
}): Promise<LambdaHost> {
  const functions = new Map(
    Object.entries(options.functions).map(([name, configuration]) => [name, deployFunction(name, configuration)]),
  );
  const asynchronous = new Set<Promise<void>>();

  function find(functionName: string): LambdaFunction {
    const found = functions.get(functionName);
    if (found) return found;
    throw new Refusal('ResourceNotFoundException', `Function not found: ${functionArn(functionName)}`);
  }

  async function invoke(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { functionName, invocationType, invocation } = await readInvokeRequest(request, requestId);
    const target = find(functionName);
    response.setHeader('x-amzn-trace-id', invocation.traceId);

    if (invocationType === 'DryRun') {
      response.writeHead(204).end();
    } else if (invocationType === 'Event') {
      const done = invokeAsynchronously(target, invocation).finally(() => asynchronous.delete(done));
      asynchronous.add(done);
      response.writeHead(202).end();
    } else {
      if (target.throttled()) throw new Refusal('TooManyRequestsException', 'Rate Exceeded.');
      const { failed, payload } = await target.invoke(invocation);
      if (failed) response.setHeader('x-amz-function-error', 'Unhandled');
      response.writeHead(200, { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' });
      response.end(payload);
    }
  }

  const server = await startLoopbackServer(async (request, response) => {
    const requestId = randomUUID();
    response.setHeader('x-amzn-requestid', requestId);
    try {
      await invoke(request, response, requestId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error);
    }
  }, options.port);

  return {
    url: `http://${server.address}`,
    logs: (functionName) => find(functionName).logs,
    async settled() {
      await Promise.all(asynchronous);
    },
    async close() {
      const abandoned = Promise.allSettled(asynchronous);
      await Promise.all([...functions.values()].map((target) => target.close()));
      await abandoned;
      await server.close();
    },
  };
}
