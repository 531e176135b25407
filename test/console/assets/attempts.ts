import type { SentCall } from '#test/console/assets/use-calls';
import type { ReceivedCall } from '#test/console/contract';

/** Milliseconds. An attempt may last 5 s, and the pause before the next one 2 s. */
const longestPause = 8_000;

/** Whether a call failed. */
export const isFailed = ({ status, errorCode }: ReceivedCall): boolean => status !== 200 || errorCode !== 0;

/**
 * Groups calls by request, newest request first. Chat does not tell which calls belong together: an equal call that follows
 * a failure within seconds counts as the next attempt.
 */
export const requestsOf = (calls: readonly ReceivedCall[]): readonly (readonly ReceivedCall[])[] => {
  const requests: ReceivedCall[][] = [];
  for (const call of calls) {
    const before = requests.findLast(([first]) => first?.path === call.path && first.body === call.body);
    const last = before?.at(-1);
    if (last && isFailed(last) && call.arrivedAt - last.arrivedAt < longestPause) before?.push(call);
    else requests.push([call]);
  }
  return requests.reverse();
};

/** The result of a call in a word or two: `OK`, a code, `HTTP 502` or `no answer`. */
export const resultOf = ({ status, errorCode }: ReceivedCall): string => {
  if (status === null) return 'no answer';
  if (status !== 200) return `HTTP ${status}`;
  return errorCode === 0 ? 'OK' : `${errorCode ?? 'no code'}`;
};

/** The meaning of the error code of a call; empty where there is none. */
export const meaningOf = ({ status, errorCode }: ReceivedCall, meanings: Readonly<Record<string, string>>): string =>
  status === 200 && errorCode !== 0 ? (meanings[`${errorCode}`] ?? '') : '';

/** The calls that Chat received at a path while a call was in progress. */
export const attemptsOf = (
  calls: readonly ReceivedCall[],
  path: string,
  call: Pick<SentCall, 'sentAt' | 'outcome'> | undefined,
): readonly ReceivedCall[] => {
  if (!call?.sentAt) return [];
  const { sentAt, outcome } = call;
  const end = outcome ? sentAt + outcome.milliseconds : Number.POSITIVE_INFINITY;
  return calls.filter(
    (received) => received.path === path && received.arrivedAt >= sentAt && received.arrivedAt <= end,
  );
};
