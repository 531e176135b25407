import { onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import type { Api } from '#shared/define-api';
import { type Problem, problemSchema } from '#shared/failures/problem';
import { httpEventOf, type ServedApi, type ServedApiOptions, startServedApi } from '#test/served-api';

/** Serves an API until the test ends. */
export const serveForTest = async (api: Api, options?: ServedApiOptions): Promise<ServedApi> => {
  const served = await startServedApi(api, options);
  onTestFinished(served.close);
  return served;
};

/** A reply, independent of the trigger. */
export interface Outcome {
  /** The kind of the failure, or `Served`. */
  readonly kind: string;
  /** The text of Chat's answer or of the problem document. */
  readonly text: string;
  readonly problem?: Problem;
}

/** An HTTP response and its reply. */
export interface HttpOutcome extends Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The differences of an HTTP call's event from the usual one. */
export interface HttpCallOptions {
  readonly headers?: Record<string, string>;
  readonly event?: object;
  /** The remaining time of the function in milliseconds. With 3,000 it does not retry. */
  readonly remaining?: number;
}

const responseSchema = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** An API that can be called. */
export type Callee = Pick<ServedApi, 'api' | 'invoke'>;

/** Calls a function through an HTTP API (payload 2.0). */
export const callOverHttp = async (
  served: Callee,
  body: string | undefined,
  { headers, event, remaining }: HttpCallOptions = {},
): Promise<HttpOutcome> => {
  const response = responseSchema.parse(
    await served.invoke({ ...httpEventOf(served.api, body, headers), ...event }, remaining),
  );
  const { statusCode: status, body: text } = response;
  const outcome = { status, headers: response.headers, text };
  if (status < 300) return { ...outcome, kind: 'Served' };
  const problem = problemSchema().parse(JSON.parse(text));
  return { ...outcome, kind: problem.type.split(':').at(-1) ?? '', problem };
};

/** Invokes a function directly and serialises the result as the Lambda runtime does. */
export const callDirectly = async (served: Callee, event: unknown, remaining?: number): Promise<Outcome> => {
  try {
    return { kind: 'Served', text: JSON.stringify(await served.invoke(event, remaining)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: error.name, text: error.message, problem: problemSchema().parse(JSON.parse(error.message)) };
  }
};

/** A way to call a function with a JSON text. */
export type Caller = (served: ServedApi, json: string, remaining?: number) => Promise<Outcome>;

/** The ways to call a function, for tests that hold for each of them. */
export const callers: readonly (readonly [string, Caller])[] = [
  ['over HTTP', (served, json, remaining) => callOverHttp(served, json, remaining === undefined ? {} : { remaining })],
  ['directly', (served, json, remaining) => callDirectly(served, JSON.parse(json), remaining)],
];
