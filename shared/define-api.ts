import type * as z from 'zod/mini';
import type { Region } from '#shared/regions';

/** A schema that parses a request into an object. */
export type RequestSchema = z.ZodMiniType<Readonly<Record<string, unknown>>>;

/**
 * What a call does to Chat's data, which decides whether it may be repeated. `reads` changes nothing. `states` sets a
 * state, so repeating the call changes nothing more. `adds` makes something new each time.
 */
export type Effect = 'reads' | 'states' | 'adds';

/** A right beyond acting for oneself: to search the whole application, or to act for every user. */
export type Scope = 'search' | 'admin';

/** How a long list is split over several calls, and how their answers are merged. */
export interface Split {
  /** The request field that holds the list. */
  readonly field: string;
  /** The most items that Chat accepts in one call. */
  readonly perCall: number;
  /**
   * The answers' lists to concatenate, in the order of the calls. If `unique` names a field, each of its values
   * appears once. `itemFields` marks a list with a result for each item of the request: when a whole call fails, each
   * of its items gets a result with those fields, the failure's code and its text.
   */
  readonly merge: readonly {
    readonly field: string;
    readonly unique?: string;
    readonly itemFields?: readonly string[];
  }[];
}

/** How to read an answer page by page. */
export interface Paging {
  /** The answer fields that say where the next page begins, each with the request field to copy it to. */
  readonly carry: Readonly<Record<string, string>>;
  /** The answer field that marks the last page, and its value there. */
  readonly last: { readonly field: string; readonly is: unknown };
  /** The answer's list that may repeat items of an earlier page, and the fields that identify an item. */
  readonly repeats?: { readonly field: string; readonly key: readonly string[] };
}

/** The error code that shows, on a retry, that an earlier attempt succeeded. */
export interface DoneWhen {
  readonly errorCode: number;
  /** The requests for which the code shows that; all of them if left out. */
  readonly request?: z.ZodMiniType;
}

/**
 * The contract of one Chat API, as data. It is the only place for what is specific to an API: the request check, the
 * emulator, the documentation, the client and the deployment all read it.
 */
export interface Api<Request extends RequestSchema = RequestSchema, Response extends z.ZodMiniType = z.ZodMiniType> {
  /** The function's name: also its folder and its key in `serverless.yml`. */
  readonly name: string;
  /** Chat's path, and the route of the function. */
  readonly path: `/v4/${string}/${string}`;
  /** One sentence for callers. */
  readonly summary: string;
  /** The address of Chat's page about the API. */
  readonly documentation: string;
  /** Chat's limit, which all callers of an application share. */
  readonly callsPerSecond: number;
  /** What a caller with a token needs: to be the user named in a request field, or to have a scope. */
  readonly access: { readonly user: string } | { readonly scope: Scope };
  readonly effect: Effect;
  readonly doneWhen?: DoneWhen;
  /** The data centres that offer the API; all of them if left out. */
  readonly regions?: readonly Region[];
  readonly request: Request;
  /**
   * The answer, for documentation and clients. Every field outside the envelope is optional, and unknown fields are
   * kept. It is a function, so that a cold start does not build it.
   */
  readonly response: () => Response;
  readonly split?: Split;
  readonly paging?: Paging;
  /** Chat's error code for an invalid request. */
  readonly invalidRequestCode: number;
  /** The error codes that Chat's page lists for the API, without those of Chat's gateway. */
  readonly errorCodes: readonly number[];
}

/**
 * Declares an API and returns the definition unchanged. The compiler checks it and infers its request and response
 * types.
 *
 * @example
 * export const pinConversations = defineApi({
 *   name: 'pin-conversations',
 *   path: '/v4/recentcontact/top',
 *   summary: "Pins conversations to the top of a user's list, or unpins them.",
 *   documentation: 'https://trtc.io/zh/document/78304',
 *   callsPerSecond: 200,
 *   effect: 'states',
 *   access: { user: 'From_Account' },
 *   request: z.strictObject({
 *     From_Account: fromAccount(),
 *     OperationType: enumeration(1, 2),
 *     RecentContactItem: list(conversation({ GroupId: toGroup() }), { least: 1, most: 100 }),
 *   }),
 *   response: () => answer({}),
 *   invalidRequestCode: 50002,
 *   errorCodes: [50001, 50002, 50003, 50004, 50005, 51012],
 * });
 */
export const defineApi = <Request extends RequestSchema, Response extends z.ZodMiniType>(
  api: Api<Request, Response>,
): Api<Request, Response> => api;
