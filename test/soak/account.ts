import type { Api } from '#shared/define-api';
import { isRecord } from '#shared/json/is-record';
import type { Call } from '#test/emulator/chat';
import type { SoakedApi } from '#test/soak/requests';

/** The reply that a caller got to a request. */
export interface Reply {
  /** Unix milliseconds. */
  readonly at: number;
  readonly milliseconds: number;
  /** The kind of the failure, or `Served`, or `Items failed`. */
  readonly kind: string;
  /** The failure's code. */
  readonly errorCode?: number;
}

/** The record of one API. */
export interface Tally {
  requests: number;
  messages: number;
  readonly kinds: Record<string, number>;
  readonly milliseconds: number[];
  calls: number;
  faults: number;
  /** Calls that Chat rejected because of the rate. */
  refusals: number;
  badSignatures: number;
}

const rateCodes: readonly unknown[] = [60007, 60018];

/** The kinds after which Chat has carried out the call. */
const done: readonly string[] = ['Served', 'Items failed'];

/**
 * The kinds that may come without a call to Chat, or after one that it refused: our own limit, and a key in rotation.
 */
const ours: readonly string[] = ['RateLimited', 'Misconfigured'];

/** The kinds without an answer of Chat. */
const withoutAnswer: readonly string[] = ['UpstreamFailed', 'UpstreamTimeout', 'OutcomeUnknown'];

const timesDone = (calls: readonly Call[]): number => calls.filter(({ ErrorCode }) => ErrorCode === 0).length;

/** Whether Chat said on a retry that things are as the request wants them, so that it need not be carried out. */
const isDoneAlready = ({ doneWhen }: Api, calls: readonly Call[]): boolean =>
  calls.length > 1 && doneWhen !== undefined && calls.at(-1)?.ErrorCode === doneWhen.errorCode;

/** The contradiction between a caller's reply and how often Chat carried out the call, if any. */
const mistakeInTimes = (api: Api, kind: string, calls: readonly Call[]): string | undefined => {
  const { effect } = api;
  const times = timesDone(calls);
  if (done.includes(kind) && times === 0) return isDoneAlready(api, calls) ? undefined : 'lost';
  if (effect !== 'adds') return kind === 'OutcomeUnknown' ? 'unknown, though it can be repeated' : undefined;
  if (times > 1) return 'done twice';
  const mayBeDone = [...done, 'OutcomeUnknown', deadLetter].includes(kind);
  return times === 1 && !mayBeDone ? 'done, although reported as failed' : undefined;
};

/** The contradiction between a caller's failure and Chat's last answer, if any. */
const mistakeInFailure = ({ kind, errorCode }: Reply, last: Call | undefined): string | undefined => {
  if (done.includes(kind) || ours.includes(kind)) return undefined;
  if (withoutAnswer.includes(kind)) return last?.fault ? undefined : 'failed without a fault';
  if (kind === 'InvalidRequest' && !last) return undefined;
  return last?.ErrorCode === errorCode ? undefined : `another failure than Chat's ${last?.ErrorCode}`;
};

/** The fate of a message that no delivery carried out completely. */
const deadLetter = 'Dead letter';

const mostMistakes = 20;

/**
 * Makes the account between callers and Chat. Each request is for a user of its own, or the only one of its API at a
 * time, so that the calls which it led to are known.
 *
 * @param takeCalls what has arrived at Chat since it was last asked
 */
export const createAccount = (apis: readonly SoakedApi[], takeCalls: () => readonly Call[]) => {
  const byPath = new Map<string, SoakedApi>(apis.map((soaked) => [soaked.api.path, soaked]));
  const tallies = new Map<string, Tally>();
  const unread = new Map<string, Call[]>();
  const mistakes: string[] = [];
  const misconfigured: number[] = [];

  const keyOf = (path: string, body: unknown): string => {
    const field = byPath.get(path)?.userField;
    return `${path} ${field !== undefined && isRecord(body) ? body[field] : ''}`;
  };

  const tallyOf = (path: string): Tally => {
    const known = tallies.get(path);
    if (known) return known;
    const tally = {
      requests: 0,
      messages: 0,
      kinds: {},
      milliseconds: [],
      calls: 0,
      faults: 0,
      refusals: 0,
      badSignatures: 0,
    };
    tallies.set(path, tally);
    return tally;
  };

  /** The calls that a request has caused so far. */
  const callsFor = (path: string, body: unknown): readonly Call[] => {
    for (const call of takeCalls()) {
      const key = keyOf(call.path, call.body);
      unread.set(key, [...(unread.get(key) ?? []), call]);
    }
    return unread.get(keyOf(path, body)) ?? [];
  };

  /** Counts and drops the calls of a finished request. */
  const settle = (path: string, body: unknown, calls: readonly Call[]): void => {
    unread.delete(keyOf(path, body));
    const tally = tallyOf(path);
    tally.calls += calls.length;
    tally.faults += calls.filter(({ fault }) => fault !== null).length;
    tally.refusals += calls.filter(({ fault, ErrorCode }) => fault === null && rateCodes.includes(ErrorCode)).length;
    tally.badSignatures += calls.filter(({ signatureHeld }) => !signatureHeld).length;
  };

  const note = (mistake: string): void => {
    if (mistakes.length < mostMistakes) mistakes.push(mistake);
  };

  return {
    tallies,
    /** The contradictions; empty if there are none. */
    mistakes,
    /** When callers got `Misconfigured`. */
    misconfigured,
    /** Records an answered request. */
    answered: (soaked: SoakedApi, json: string, reply: Reply): void => {
      const { path } = soaked.api;
      const body: unknown = JSON.parse(json);
      const calls = callsFor(path, body);
      settle(path, body, calls);
      const tally = tallyOf(path);
      tally.requests += 1;
      tally.kinds[reply.kind] = (tally.kinds[reply.kind] ?? 0) + 1;
      tally.milliseconds.push(reply.milliseconds);
      if (reply.kind === 'Misconfigured') misconfigured.push(reply.at);
      const mistake = mistakeInTimes(soaked.api, reply.kind, calls) ?? mistakeInFailure(reply, calls.at(-1));
      if (mistake === undefined) return;
      const answers = calls.map(({ ErrorCode, fault }) => `${ErrorCode} ${fault}`);
      note(
        `${soaked.api.name}: ${mistake}: ${reply.kind} ${reply.errorCode} after ${answers.join(', ')}; ${json.slice(0, 300)}`,
      );
    },
    /** Records a message that was acknowledged or became a dead letter. */
    ended: ({ api }: SoakedApi, json: string, isAcknowledged: boolean): void => {
      const body: unknown = JSON.parse(json);
      const calls = callsFor(api.path, body);
      settle(api.path, body, calls);
      tallyOf(api.path).messages += 1;
      // Nobody gets a reply to a dead letter.
      const kind = isAcknowledged ? 'Served' : deadLetter;
      const mistake = mistakeInTimes(api, kind, calls);
      if (mistake !== undefined) note(`${api.name}: ${mistake}: a message; ${json.slice(0, 300)}`);
    },
  };
};
