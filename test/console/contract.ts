import type { FailedItem } from '#shared/chat/item-results';
import type { Effect } from '#shared/define-api';
import type { Fault } from '#shared/failures/failure';
import type { Field } from '#test/derive/fields-of';
import type { LocalAddresses } from '#test/local/addresses';

/** How a call gets to its function. */
export type Route = 'http' | 'direct' | 'queue' | 'bus';

/** An error code of Chat, as the reference shows it. */
export interface Code {
  readonly code: number;
  readonly kind: string;
  readonly status: number;
  readonly meaning: string;
}

/** A function, as the page shows it. */
export interface FunctionEntry {
  readonly name: string;
  /** The name under which the local run deploys it. */
  readonly deployedName: string;
  /** Its method of the typed client. */
  readonly method: string;
  readonly family: string;
  readonly path: string;
  readonly summary: string;
  readonly documentation: string;
  /** Whether its request names the user that it acts for. */
  readonly isOfUser: boolean;
  readonly effect: Effect;
  readonly effectMeaning: string;
  /** Rate, regions, access and paging, a sentence each. */
  readonly facts: readonly string[];
  readonly routes: readonly Route[];
  readonly queueUrl?: string;
  readonly request: readonly Field[];
  readonly answer: readonly Field[];
  readonly codes: readonly Code[];
  /** Chat's documented request and answer, as text, digit for digit. */
  readonly sample: { readonly request: string; readonly answer: string };
}

/** Where the local run can be reached, for commands to copy. */
export type Addresses = Pick<
  LocalAddresses,
  'region' | 'http' | 'lambda' | 'queues' | 'events' | 'tokens' | 'eventBusName'
>;

/** Everything that stays as it is while the page is open. */
export interface Catalogue {
  readonly functions: readonly FunctionEntry[];
  readonly addresses: Addresses;
  /** The codes that any function may meet. */
  readonly generalCodes: readonly Code[];
  /** Every code that Chat knows, with its meaning. */
  readonly meanings: Readonly<Record<string, string>>;
}

/** A caller, and what to ask the token issuer for; `token` is left out for a caller without a token. */
export interface Caller {
  readonly name: string;
  readonly token?: Readonly<Record<string, string>>;
}

/** A call that Chat received. Its body may be cut. */
export interface ReceivedCall {
  /** Unique for each call. */
  readonly id: string;
  readonly arrivedAt: number;
  readonly path: string;
  readonly body: string;
  readonly status: number | null;
  readonly errorCode: number | null;
  readonly fault: string | null;
}

/** A fault that waits for calls. */
export interface PlannedFault {
  readonly id: string;
  readonly label: string;
  /** The path that it applies to; all paths if left out. */
  readonly path?: string;
  /** The number of calls left; it applies until it is switched off if left out. */
  readonly times?: number;
}

/** An item that Chat holds, such as a conversation. */
export interface Holding {
  /** Identifies the item across states. */
  readonly key: string;
  readonly title: string;
  /** Whether a user pinned it. */
  readonly pinned?: boolean;
  readonly note?: string;
  readonly tags?: readonly string[];
}

/** The items of one kind that Chat holds for an owner. */
export interface HoldingList {
  readonly heading: string;
  /** Whether Chat keeps the order of the items. */
  readonly ordered?: boolean;
  readonly items: readonly Holding[];
}

/** What Chat holds for an owner: a user, or the application. */
export interface Owner {
  readonly name: string;
  readonly lists: readonly HoldingList[];
}

/** The local Chat at one moment. */
export interface ChatView {
  readonly owners: readonly Owner[];
  readonly calls: readonly ReceivedCall[];
  readonly faults: readonly PlannedFault[];
  readonly callers: readonly Caller[];
}

/** A call that the page asks for. */
export interface CallRequest {
  readonly function: string;
  readonly caller: string;
  readonly route: Route;
  readonly body: string;
}

/** How a call ended: done, done in part, or failed. */
export type Verdict = 'done' | 'partly' | 'failed';

/** Something that happened to a call before it ended. */
export interface Step {
  /** Milliseconds since the call was sent. */
  readonly at: number;
  readonly text: string;
}

/** The end of a call. */
export interface Outcome {
  readonly verdict: Verdict;
  /** `200 OK`, `NotFound`, `Dead letter`. */
  readonly title: string;
  /** The reason, where the title does not name it. */
  readonly reason?: string;
  /** Milliseconds from sending to the end. */
  readonly milliseconds: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The answer as received; empty if there is none. */
  readonly body: string;
  /** What the function found wrong with the request. */
  readonly faults: readonly Fault[];
  readonly failedItems: readonly FailedItem[];
}

/** A line of the server's report on a call: the first has its start, the last its outcome. */
export type Progress = { readonly sentAt: number } | { readonly step: Step } | { readonly outcome: Outcome };
