import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { failure, type Invocation, type Outcome, startRuntimeApi } from '#test/lambda/runtime-api';

/** The options of an environment. */
export interface EnvironmentOptions {
  /** The folder with the code. */
  readonly taskRoot: string;
  /** The environment variables of the process, which inherits only PATH. */
  readonly variables: Readonly<Record<string, string>>;
  readonly nodeOptions: readonly string[];
  readonly timeoutSeconds: number;
  /** Receives each message that the process prints. */
  log(message: string): void;
  /** Receives the process when it starts. */
  onStart?(pid: number): void;
  /** Called when the process takes an invocation. The first call means that its init has ended. */
  onTaken?(): void;
}

/** A process that handles one invocation at a time. */
export interface Environment {
  /** `gone` is final: the process exited, timed out or failed to start. */
  state(): 'idle' | 'busy' | 'gone';
  /** Never rejects: every error becomes a failed outcome. */
  invoke(invocation: Invocation): Promise<Outcome>;
  /** Kills the process and resolves when it has ended. */
  close(): Promise<void>;
}

const initSeconds = 10;
const runtimeClient = createRequire(import.meta.url).resolve('aws-lambda-ric');
const rapidClient = fileURLToPath(new URL('rapid-client.cjs', import.meta.url));
const signalNames: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
};

const exitReason = ({ exitCode, signalCode }: ChildProcess): string => {
  if (signalCode) return `Runtime exited with error: signal: ${signalNames[signalCode] ?? signalCode}`;
  if (exitCode) return `Runtime exited with error: exit status ${exitCode}`;
  return 'Runtime exited without providing a reason';
};

/** The runtime client writes a line break inside a message as a carriage return, so each line is one message. */
const readMessages = (stream: Readable, log: (message: string) => void): void => {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) log(line.replaceAll('\r', '\n'));
  });
  stream.once('end', () => rest && log(rest));
};

/** Runs AWS's own runtime client, `aws-lambda-ric`, in a process of this Node version. */
export const startEnvironment = async (options: EnvironmentOptions): Promise<Environment> => {
  const { taskRoot, variables, nodeOptions, timeoutSeconds, log } = options;
  let current: { readonly requestId: string; resolve(outcome: Outcome): void } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let gone = false;

  const settle = (outcome: (requestId: string) => Outcome) => {
    clearTimeout(timer);
    current?.resolve(outcome(current.requestId));
    current = undefined;
  };

  const limitTo = (seconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      gone = true;
      child.kill('SIGKILL');
      settle((requestId) => {
        const message = `Task timed out after ${seconds.toFixed(2)} seconds`;
        log(`${new Date().toISOString()} ${requestId} ${message}`);
        return failure('Sandbox.Timedout', `RequestId: ${requestId} Error: ${message}`);
      });
    }, seconds * 1000);
  };

  const runtimeApi = await startRuntimeApi({
    onTaken: () => {
      options.onTaken?.();
      limitTo(timeoutSeconds);
      return Date.now() + timeoutSeconds * 1000;
    },
    onPosted: (outcome, phase) => {
      gone ||= phase === 'init';
      settle(() => outcome);
    },
  });

  const child = spawn(process.execPath, [...nodeOptions, '--require', rapidClient, runtimeClient], {
    cwd: taskRoot,
    env: {
      PATH: process.env.PATH,
      ...variables,
      LAMBDA_TASK_ROOT: taskRoot,
      AWS_LAMBDA_RUNTIME_API: runtimeApi.address,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) options.onStart?.(child.pid);
  readMessages(child.stdout, log);
  readMessages(child.stderr, log);
  child.once('error', (error) => log(String(error)));

  const ended = Promise.withResolvers<void>();
  child.once('close', () => {
    gone = true;
    settle((requestId) => {
      const message = `RequestId: ${requestId} Error: ${exitReason(child)}`;
      log(message);
      return failure('Runtime.ExitError', message);
    });
    ended.resolve(runtimeApi.close());
  });

  return {
    state: () => {
      if (gone) return 'gone';
      return current ? 'busy' : 'idle';
    },
    invoke: (invocation) => {
      const { requestId } = invocation;
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      current = { requestId, resolve };
      limitTo(initSeconds);
      runtimeApi.offer(invocation);
      return promise;
    },
    close: async () => {
      child.kill('SIGKILL');
      await ended.promise;
    },
  };
};
