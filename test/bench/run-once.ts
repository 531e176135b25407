import { randomUUID } from 'node:crypto';
import { startEnvironment } from '#test/lambda/environment';
import { functionArn, heapLimits, runtimeVariables } from '#test/lambda/function-configuration';
import type { Outcome } from '#test/lambda/runtime-api';

/** One cold start of a function with one event. */
export interface Start {
  /** The folder of the built function. */
  readonly bundle: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly event: unknown;
  readonly onStart?: (pid: number) => void;
  /** In MB. Default: as in `serverless.yml`. */
  readonly memory?: number;
  /** Called when init has ended and the invocation begins. */
  readonly onTaken?: () => void;
  /** Receives the outcome while the process still runs. */
  readonly onAnswered?: () => unknown;
}

/** As in `serverless.yml`. */
const configured = { timeoutSeconds: 29, memory: 512 } as const;

/** Starts a process of AWS's own runtime client as Lambda does, has it answer one event, and ends it. */
export const runOnce = async ({
  bundle,
  variables,
  event,
  onAnswered,
  memory = configured.memory,
  ...hooks
}: Start): Promise<Outcome> => {
  const deployed = { bundle, environment: variables, memory };
  const environment = await startEnvironment({
    ...hooks,
    taskRoot: bundle,
    variables: runtimeVariables('bench', deployed),
    nodeOptions: heapLimits(deployed),
    timeoutSeconds: configured.timeoutSeconds,
    log: () => undefined,
  });
  try {
    const outcome = await environment.invoke({
      requestId: randomUUID(),
      functionArn: functionArn('bench'),
      traceId: 'Root=1-00000000-000000000000000000000000;Sampled=0',
      payload: JSON.stringify(event),
    });
    await onAnswered?.();
    return outcome;
  } finally {
    await environment.close();
  }
};
