import type * as z from 'zod/mini';
import type { Region } from '#shared/regions';

/** What checks a request: it makes an object of it. */
export type RequestSchema = z.ZodMiniType<Readonly<Record<string, unknown>>>;

/** How a list is spread over several calls, and their answers become one. */
export interface Split {
  /** The field of the request with the list. */
  readonly field: string;
  /** The most that Chat takes in one call. */
  readonly perCall: number;
  /** The lists of the answer that are put one behind the other; where `unique` names a field, each value of it once. */
  readonly merge: readonly { readonly field: string; readonly unique?: string }[];
}

/**
 * What one API of Chat promises, as data. Everything that is particular to an API stands here and is written once:
 * the checks, the limits, the documentation and the templates read it.
 */
export interface Api<Request extends RequestSchema = RequestSchema, Response extends z.ZodMiniType = z.ZodMiniType> {
  /** The function's name: also its folder and its key in `serverless.yml`. */
  readonly name: string;
  /** The path at Chat, and the route here. */
  readonly path: `/v4/${string}/${string}`;
  /** One sentence: what a caller gets from it. */
  readonly summary: string;
  /** Chat's page. */
  readonly documentation: string;
  /** Chat's limit for the whole application. */
  readonly callsPerSecond: number;
  /** What a caller with a token needs: to be the user that a field of the request names, or a scope. */
  readonly access: { readonly user: string } | { readonly scope: string };
  /** Whether it changes nothing, so that equal calls in flight can share one. */
  readonly readOnly: boolean;
  /** The data centres that offer it; all of them if left out. */
  readonly regions?: readonly Region[];
  readonly request: Request;
  readonly response: Response;
  /** How a request with a longer list than Chat takes becomes several calls. */
  readonly split?: Split;
  /** The code Chat gives for a request that does not fit. */
  readonly invalidRequestCode: number;
  /** The codes of its own that Chat lists for it, beside the gateway's. */
  readonly errorCodes: readonly number[];
  /** Chat's documented sample. */
  readonly example: { readonly request: z.input<Request>; readonly response: z.input<Response> };
}

/** Declares an API: checks the definition and keeps its types. */
export const defineApi = <Request extends RequestSchema, Response extends z.ZodMiniType>(
  api: Api<Request, Response>,
): Api<Request, Response> => api;
