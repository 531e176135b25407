import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const sample = z.object({
  kind: z.literal('sample'),
  /** Bytes in use after the garbage has been collected. */
  heapUsed: z.int(),
  rss: z.int(),
  /** What keeps the process from ending, by its name: sockets, timers and the like, and how many there are. */
  resources: z.record(z.string(), z.int()),
});

const message = z.discriminatedUnion('kind', [z.object({ kind: z.literal('ready'), url: z.string() }), sample]);

/** The messages of the process with the functions. */
export type FunctionHostMessage = z.infer<typeof message>;

/** The state of the process with the functions. */
export type Sample = z.infer<typeof sample>;

/** A process with the functions. */
export interface FunctionHost {
  readonly url: string;
  /** The current state, at most a second old. */
  nextSample(): Promise<Sample>;
  close(): Promise<void>;
}

/** Starts the functions in a process of their own; `onSample` is called every second. */
export const startFunctionHost = async (
  environment: Readonly<Record<string, string>>,
  onSample: (sample: Sample) => void,
): Promise<FunctionHost> => {
  const child = fork(fileURLToPath(new URL('function-host.ts', import.meta.url)), {
    execArgv: ['--expose-gc'],
    env: { PATH: process.env.PATH, ...environment },
    // The log goes nowhere: it is a line for each request.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exited = once(child, 'exit');
  const ready = Promise.withResolvers<string>();
  let next = Promise.withResolvers<Sample>();
  child.on('message', (raw) => {
    const received = message.parse(raw);
    if (received.kind === 'ready') return ready.resolve(received.url);
    onSample(received);
    next.resolve(received);
    next = Promise.withResolvers();
  });
  child.once('exit', () => ready.reject(new Error('The process with the functions ended.')));
  return {
    url: await ready.promise,
    nextSample: () => next.promise,
    close: async () => {
      child.disconnect();
      await exited;
    },
  };
};
