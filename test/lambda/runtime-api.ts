import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startLoopbackServer } from '#test/lambda/loopback-server';

/** One invocation, as the Runtime API passes it to the runtime. */
export interface Invocation {
  readonly requestId: string;
  readonly functionArn: string;
  readonly traceId: string;
  /** The caller's client context, as JSON text. */
  readonly clientContext?: string;
  /** The event, as JSON text. */
  readonly payload: string;
}

/** The outcome of an invocation as JSON text: the answer, or the error object if it `failed`. */
export interface Outcome {
  readonly failed: boolean;
  readonly payload: string;
}

/** The Runtime API of one environment. */
export interface RuntimeApi {
  readonly address: string;
  /** Passes an invocation to the runtime as soon as it asks for one. */
  offer(invocation: Invocation): void;
  close(): Promise<void>;
}

/** Receives the actions of the runtime. */
export interface RuntimeEvents {
  /** The runtime takes the invocation. Returns its deadline in milliseconds since the epoch. */
  onTaken(): number;
  /** The runtime posts an outcome or, in `phase` init, the error that keeps it from starting. */
  onPosted(outcome: Outcome, phase: 'init' | 'invocation'): void;
}

const maximumAnswerBytes = 6_291_556;

/** Makes the outcome that Lambda reports when the runtime posts none. */
export const failure = (errorType: string, errorMessage: string): Outcome => ({
  failed: true,
  payload: JSON.stringify({ errorType, errorMessage }),
});

const invocationHeaders = (invocation: Invocation, deadline: number) => ({
  'Content-Type': 'application/json',
  'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
  'Lambda-Runtime-Deadline-Ms': String(deadline),
  'Lambda-Runtime-Invoked-Function-Arn': invocation.functionArn,
  'Lambda-Runtime-Trace-Id': invocation.traceId,
  ...(invocation.clientContext && { 'Lambda-Runtime-Client-Context': invocation.clientContext }),
});

const outcomeOf = (payload: string, failed: boolean): Outcome =>
  Buffer.byteLength(payload) > maximumAnswerBytes
    ? failure(
        'Function.ResponseSizeTooLarge',
        `Response payload size exceeded maximum allowed payload size (${maximumAnswerBytes} bytes).`,
      )
    : { failed, payload };

/**
 * Starts the Runtime API for one runtime on 127.0.0.1.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export const startRuntimeApi = async (events: RuntimeEvents): Promise<RuntimeApi> => {
  let offered: Invocation | undefined;
  let poll: ServerResponse | undefined;

  const handOut = () => {
    if (!offered || !poll) return;
    poll.writeHead(200, invocationHeaders(offered, events.onTaken())).end(offered.payload);
    offered = undefined;
    poll = undefined;
  };

  const server = await startLoopbackServer(async (request, response) => {
    const path = request.url ?? '';
    if (path.endsWith('/invocation/next')) {
      poll = response;
      return handOut();
    }
    const outcome = outcomeOf(await text(request), path.endsWith('/error'));
    response.writeHead(202).end();
    events.onPosted(outcome, path.endsWith('/init/error') ? 'init' : 'invocation');
  });

  return {
    ...server,
    offer: (invocation) => {
      offered = invocation;
      handOut();
    },
  };
};
