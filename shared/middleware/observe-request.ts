import type { MiddlewareObj } from '@middy/core';
import { errorCodes } from '#shared/chat/error-codes';
import type { FailedItem } from '#shared/chat/item-results';
import type { Clock } from '#shared/clock';
import type { Api } from '#shared/define-api';
import type { Failure } from '#shared/failures/failure';
import type { Log, LogFields } from '#shared/observability/log';
import type { Metrics } from '#shared/observability/metrics';
import type { Caller, Outcome, RequestInProgress } from '#shared/request';

/** What a request is observed with. */
export interface RequestObservation {
  readonly api: Pick<Api, 'access' | 'effect'>;
  readonly userClaim: string;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/** The most characters of a name or an id, and of Chat's text, on a line of the log. */
const longest = { name: 256, text: 200 } as const;

/** The most failed items on a line of the log. */
const mostItems = 20;

/** Ids may be a caller's text, as the trace id of a load balancer is. */
const cutIds = (ids: RequestInProgress['trace']): RequestInProgress['trace'] =>
  Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, id.slice(0, longest.name)]));

const cut = (value: unknown, length: number): string | undefined =>
  typeof value === 'string' ? value.slice(0, length) : undefined;

/** Names of unknown fields are a caller's text: only what looks like the name of a field gets into the log. */
const loggable = (pointer: string): string => pointer.replaceAll(/\/(?!(?:\w{1,40})(?:\/|$))[^/]*/g, '/*');

/** Where an error came from. Its message stays out: it may quote what was being worked on. */
const originOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { name, message, stack = '' } = error;
  const trace = stack.slice(stack.indexOf(message) + message.length);
  const frames = trace.split('\n').filter((line) => line.startsWith('    at '));
  return [name, ...frames.map((line) => line.trim())].join(' ');
};

const nameOf = (caller: Caller, userClaim: string): unknown => {
  if ('name' in caller) return caller.name;
  return caller.kind === 'user' ? caller.claims[userClaim] : undefined;
};

const failureFields = ({ kind, errorCode, errorInfo, message, action, faults, cause }: Failure): LogFields => ({
  kind,
  errorCode,
  // Chat's words may quote the caller. Of a code that nobody knows they are all there is.
  errorInfo: errorCode !== undefined && !errorCodes[errorCode] ? cut(errorInfo, longest.text) : undefined,
  reason: message,
  action,
  faults: faults.length > 0 ? faults.map(({ pointer, detail }) => `${loggable(pointer)}: ${detail}`) : undefined,
  cause: originOf(cause),
});

const itemFields = (items: readonly FailedItem[]): LogFields => ({
  failedItems: {
    count: items.length,
    first: items.slice(0, mostItems).map(({ pointer, errorCode }) => `${pointer}: ${errorCode}`),
  },
});

/** Writes one line for each request, and counts it: the caller, the user it acts for, the outcome and the cost. */
export const observeRequest = ({
  api: { access, effect },
  userClaim,
  log,
  metrics,
  clock,
}: RequestObservation): MiddlewareObj<RequestInProgress, Outcome> => {
  const describe = ({ trace, attempts, start, caller, checked }: RequestInProgress): LogFields => ({
    caller: { kind: caller.kind, name: cut(nameOf(caller, userClaim), longest.name) },
    user: 'user' in access ? cut(checked[access.user], longest.name) : undefined,
    source: cutIds(trace),
    attempts: attempts.length,
    duration: clock.now() - start,
    upstreamDuration: attempts.reduce((sum, { duration }) => sum + duration, 0),
  });

  /** `error` is what an operator has to look at: no repetition puts right what was perhaps, or in part, added. */
  const report = (fields: LogFields, outcome: Outcome): void => {
    if ('failure' in outcome) {
      const { kind } = outcome.failure;
      const isForOperators = kind === 'Misconfigured' || kind === 'InternalError' || kind === 'OutcomeUnknown';
      log[isForOperators ? 'error' : 'warn']('The call failed', { ...fields, ...failureFields(outcome.failure) });
      return;
    }
    const { failedItems } = outcome.answer;
    if (failedItems.length === 0) log.info('Chat served the call', fields);
    else {
      const level = effect === 'adds' ? 'error' : 'warn';
      log[level]('Chat served the call, and some of its items failed', { ...fields, ...itemFields(failedItems) });
    }
  };

  const observe: MiddlewareObj<RequestInProgress, Outcome>['after'] = ({ event, response }) => {
    if (!response) return;
    report(describe(event), response);
    metrics.request(event.attempts, response);
  };

  return { after: observe, onError: observe };
};
