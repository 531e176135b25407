import type * as z from 'zod/mini';
import type { Region } from '#shared/regions';

/** What checks a request: it makes an object of it. */
export type RequestSchema = z.ZodMiniType<Readonly<Record<string, unknown>>>;

/**
 * What a call does to Chat, and so whether it may be repeated: `reads` changes nothing; `states` sets the wished end state,
 * so doing it twice is doing it once; `adds` makes something new each time.
 */
export type Effect = 'reads' | 'states' | 'adds';

/** A right beyond acting for oneself: to search the whole application, or to act for everybody. */
export type Scope = 'search' | 'admin';

/** How a list is spread over several calls, and their answers become one. */
export interface Split {
  /** The field of the request that holds the list. */
  readonly field: string;
  /** The most items that Chat takes in one call. */
  readonly perCall: number;
  /**
   * The lists of the answers that are joined, in the order of the calls. Where `unique` names a field, each of its values
   * appears once. Where `itemFields` names fields, the list holds a result for each item of the request: the items of a
   * call that failed as a whole get a result with those fields, the failure's code and its text.
   */
  readonly merge: readonly {
    readonly field: string;
    readonly unique?: string;
    readonly itemFields?: readonly string[];
  }[];
}

/** How an answer that does not fit on one page is read page by page. */
export interface Paging {
  /** The fields of an answer that say where the next page begins, each with the field of the request that it goes into. */
  readonly carry: Readonly<Record<string, string>>;
  /** The field of an answer that says whether the page is the last, and its value when it is. */
  readonly last: { readonly field: string; readonly is: unknown };
  /** The list of an answer that may repeat an item of an earlier page, and the fields that tell items apart. */
  readonly repeats?: { readonly field: string; readonly key: readonly string[] };
}

/** A code that says, on a retry, that an earlier attempt did what was asked. */
export interface DoneWhen {
  readonly errorCode: number;
  /** The requests for which it does; all of them if left out. */
  readonly request?: z.ZodMiniType;
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
  readonly access: { readonly user: string } | { readonly scope: Scope };
  readonly effect: Effect;
  readonly doneWhen?: DoneWhen;
  /** The data centres that offer it; all of them if left out. */
  readonly regions?: readonly Region[];
  readonly request: Request;
  /** Every field beside the envelope is optional, and unknown fields are kept. */
  readonly response: Response;
  readonly split?: Split;
  readonly paging?: Paging;
  /** The code Chat gives for a request that does not fit. */
  readonly invalidRequestCode: number;
  /** The codes of its own that Chat lists for it, beside the gateway's. */
  readonly errorCodes: readonly number[];
}

/**
 * Declares an API: checks the definition and keeps its types.
 *
 * @example
 * export const deleteConversation = defineApi({
 *   name: 'delete-conversation',
 *   path: '/v4/recentcontact/delete',
 *   effect: 'states',
 *   access: { user: 'From_Account' },
 *   request: z.strictObject({ From_Account: fromAccount, … }),
 *   …
 * });
 */
export const defineApi = <Request extends RequestSchema, Response extends z.ZodMiniType>(
  api: Api<Request, Response>,
): Api<Request, Response> => api;
