import { resolve } from 'node:path';
import { type Environment, startEnvironment } from '#test/lambda/environment';
import { type FunctionConfiguration, heapLimits, runtimeVariables } from '#test/lambda/function-configuration';
import type { Invocation, Outcome } from '#test/lambda/runtime-api';

/** The outcome of an invocation, and its printed messages, the last of which may still arrive. */
export interface Result extends Outcome {
  readonly printed: readonly string[];
}

/** A deployed function. Its environments start when an invocation needs them, and keep running. */
export interface LambdaFunction {
  readonly configuration: FunctionConfiguration;
  /** The last printed messages, in order. */
  readonly logs: readonly string[];
  /** Whether the reserved concurrency is used up. */
  throttled(): boolean;
  /** Rejects only when the function is closed. */
  invoke(invocation: Invocation): Promise<Result>;
  close(): Promise<void>;
}

/** An environment, and the messages of its current or last invocation. */
interface LoggedEnvironment extends Environment {
  printed: string[];
}

/** The number of messages to keep. */
const keptMessages = 10_000;

/** Creates a function without starting a process. `onLog` receives each message that it prints. */
export const deployFunction = (
  functionName: string,
  configuration: FunctionConfiguration,
  onLog?: (message: string) => void,
): LambdaFunction => {
  const { environments: limit = 4, reservedConcurrency = Number.POSITIVE_INFINITY, timeoutSeconds = 3 } = configuration;
  const environments = new Set<LoggedEnvironment>();
  const ongoing = new Set<Promise<Result>>();
  const waiting: (() => void)[] = [];
  const logs: string[] = [];
  let running = 0;
  let closed = false;

  const start = async (): Promise<LoggedEnvironment> => {
    const environment = await startEnvironment({
      taskRoot: resolve(configuration.bundle),
      variables: runtimeVariables(functionName, configuration),
      nodeOptions: heapLimits(configuration),
      timeoutSeconds,
      log: (message) => {
        logged.printed.push(message);
        logs.push(message);
        if (logs.length > keptMessages) logs.shift();
        onLog?.(message);
      },
    });
    const logged: LoggedEnvironment = { ...environment, printed: [] };
    return logged;
  };

  const closedError = () => new Error(`${functionName} is closed`);

  const takeEnvironment = async (): Promise<LoggedEnvironment> => {
    const known = [...environments];
    for (const environment of known) if (environment.state() === 'gone') environments.delete(environment);
    return known.find((environment) => environment.state() === 'idle') ?? (await start());
  };

  const run = async (invocation: Invocation): Promise<Result> => {
    if (closed) throw closedError();
    const environment = await takeEnvironment();
    environments.add(environment);
    if (closed) {
      await environment.close();
      throw closedError();
    }
    environment.printed = [];
    const { printed } = environment;
    return { ...(await environment.invoke(invocation)), printed };
  };

  const runInTurn = async (invocation: Invocation): Promise<Result> => {
    if (running === limit) await new Promise<void>((free) => waiting.push(free));
    else running += 1;
    try {
      return await run(invocation);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };

  return {
    configuration,
    logs,
    throttled: () => ongoing.size >= reservedConcurrency,
    invoke: (invocation) => {
      const result = runInTurn(invocation).finally(() => ongoing.delete(result));
      ongoing.add(result);
      return result;
    },
    close: async () => {
      closed = true;
      await Promise.all([...environments].map((environment) => environment.close()));
      await Promise.allSettled(ongoing);
    },
  };
};
