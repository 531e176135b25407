import { resolve } from 'node:path';
import { type Environment, startEnvironment } from '#test/lambda/environment';
import { type FunctionConfiguration, heapLimits, runtimeVariables } from '#test/lambda/function-configuration';
import type { Invocation, Outcome } from '#test/lambda/runtime-api';

/** A deployed function. Its environments start when an invocation needs them, and stay. */
export type LambdaFunction = {
  readonly configuration: FunctionConfiguration;
  /** Every message the function printed, in order. */
  readonly logs: readonly string[];
  /** Whether the reserved concurrency is used up. */
  throttled(): boolean;
  /** Rejects only once the function is closed. */
  invoke(invocation: Invocation): Promise<Outcome>;
  close(): Promise<void>;
};

/** Makes a function ready to be invoked; nothing is started yet. */
export function deployFunction(functionName: string, configuration: FunctionConfiguration): LambdaFunction {
  const { environments: limit = 4, reservedConcurrency = Number.POSITIVE_INFINITY, timeoutSeconds = 3 } = configuration;
  const environments = new Set<Environment>();
  const ongoing = new Set<Promise<Outcome>>();
  const waiting: (() => void)[] = [];
  const logs: string[] = [];
  let running = 0;
  let closed = false;

  const start = () =>
    startEnvironment({
      taskRoot: resolve(configuration.bundle),
      variables: runtimeVariables(functionName, configuration),
      nodeOptions: heapLimits(configuration),
      timeoutSeconds,
      log: (message) => logs.push(message),
    });

  const closedError = () => new Error(`${functionName} is closed`);

  async function run(invocation: Invocation): Promise<Outcome> {
    if (closed) throw closedError();
    const idle = [...environments].find((environment) => environment.state() === 'idle');
    const environment = idle ?? (await start());
    environments.add(environment);
    if (!closed) return environment.invoke(invocation);
    await environment.close();
    throw closedError();
  }

  async function runInTurn(invocation: Invocation): Promise<Outcome> {
    if (running === limit) await new Promise<void>((free) => waiting.push(free));
    else running += 1;
    try {
      return await run(invocation);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    configuration,
    logs,
    throttled: () => ongoing.size >= reservedConcurrency,
    invoke(invocation) {
      const outcome = runInTurn(invocation).finally(() => ongoing.delete(outcome));
      ongoing.add(outcome);
      return outcome;
    },
    async close() {
      closed = true;
      await Promise.all([...environments].map((environment) => environment.close()));
      await Promise.allSettled(ongoing);
    },
  };
}
