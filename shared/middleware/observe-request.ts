import type { MiddlewareObj } from '@middy/core';
import { errorCodes } from '#shared/chat/error-codes';
import type { FailedItem } from '#shared/chat/item-results';
import type { Clock } from '#shared/clock';
import type { Api } from '#shared/define-api';
import type { Failure } from '#shared/failures/failure';
import type { Log, LogFields } from '#shared/observability/log';
import type { Metrics } from '#shared/observability/metrics';
import type { Caller, Outcome, RequestInProgress } from '#shared/request';

/** The services for observing a request. */
export interface RequestObservation {
  readonly api: Pick<Api, 'access' | 'effect'>;
  readonly userClaim: string;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/** The most characters of a name or an id, and of Chat's text, on a log line. */
const longest = { name: 256, text: 200 } as const;

/** The most failed items on a log line. */
const mostItems = 20;

/** Ids may be a caller's text, as the trace id of a load balancer is. */
const cutIds = (ids: RequestInProgress['trace']): RequestInProgress['trace'] =>
  Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, id.slice(0, longest.name)]));

const cut = (value: unknown, length: number): string | undefined =>
  typeof value === 'string' ? value.slice(0, length) : undefined;

/**
 * Masks every step of a pointer that does not look like a field name: the name of an unknown field is a caller's text.
 */
const loggable = (pointer: string): string => pointer.replaceAll(/\/(?!(?:\w{1,40})(?:\/|$))[^/]*/g, '/*');

/** The name and stack frames of an error. Its message is left out, since it may quote data. */
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
  // Chat's text may quote the caller. For an undocumented code it is the only explanation.
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

/** Logs and counts each request: the caller, the user it acts for, the outcome and the durations. */
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

  /**
   * The level `error` needs an operator. That includes an add that may have happened, wholly or in part: no retry fixes
   * it.
   */
  const report = (fields: LogFields, outcome: Outcome): void => {
    if ('failure' in outcome) {
      const { kind } = outcome.failure;
      const isForOperators = kind === 'Misconfigured' || kind === 'InternalError' || kind === 'OutcomeUnknown';
      log[isForOperators ? 'error' : 'warn']('The call failed', { ...fields, ...failureFields(outcome.failure) });
      return;
    }
    const { failedItems } = outcome.answer;
    if (failedItems.length === 0) log.info('The call succeeded', fields);
    else {
      const level = effect === 'adds' ? 'error' : 'warn';
      log[level]('The call succeeded, but some of its items failed', { ...fields, ...itemFields(failedItems) });
    }
  };

  const observe: MiddlewareObj<RequestInProgress, Outcome>['after'] = ({ event, response }) => {
    if (!response) return;
    report(describe(event), response);
    metrics.request(event.attempts, response);
  };

  return { after: observe, onError: observe };
};
