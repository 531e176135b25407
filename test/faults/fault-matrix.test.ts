import { beforeAll, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { systemClock } from '#shared/clock';
import { failureKinds } from '#shared/failures/failure';
import { startEmulator } from '#test/emulator/start-emulator';
import { type FaultKind, faultKinds, type Surroundings } from '#test/faults/fault-kinds';
import { serveAt } from '#test/faults/serve-at';
import { type Reply, type Seen, type TriggerKind, triggerKinds } from '#test/faults/trigger-kinds';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { readSampleText } from '#test/read-sample';
import { seededCredential } from '#test/served-api';

const pinSample = readSampleText(pinConversations.name);

/** The result of one cell of the table. */
interface Outcome extends Seen {
  /** The kind in the log, of each request that was looked at. */
  readonly kinds: readonly string[];
  readonly attempts: number;
  /** The number of attempts that Chat received. */
  readonly arrivals: number;
  /** Milliseconds. */
  readonly duration: number;
}

const startChat = async ({ chat, chatUrl }: FaultKind) => {
  const emulator = await startEmulator();
  let arrivals = 0;
  const server =
    chat &&
    (await startLoopbackServer(async (_request, response) => {
      arrivals += 1;
      chat(response);
    }));
  return {
    emulator,
    url: chatUrl ?? (server ? `http://${server.address}` : emulator.url),
    arrivals: () => arrivals + emulator.calls().length,
    close: async () => {
      await Promise.all([emulator.close(), server?.close()]);
    },
  };
};

const settle = async (reply: Promise<unknown>): Promise<Reply> => {
  try {
    return { returned: await reply };
  } catch (error) {
    return { thrown: error instanceof Error ? error : new Error(String(error)) };
  }
};

const run = async (fault: FaultKind, trigger: TriggerKind): Promise<Outcome> => {
  const chat = await startChat(fault);
  const secret: Surroundings['secret'] = { AWSCURRENT: seededCredential };
  let secretAge = 0;
  const served = serveAt({
    api: pinConversations,
    baseUrl: chat.url,
    readSecret: async (stage) => {
      if (secret.failure) throw secret.failure;
      return secret[stage];
    },
    secretClock: { ...systemClock, now: () => Date.now() + secretAge },
  });
  await fault.arrange?.({
    emulator: chat.emulator,
    secret,
    warmUp: async () => {
      await served.invoke(JSON.parse(pinSample.request));
    },
    letSecretAge: (milliseconds) => {
      secretAge += milliseconds;
    },
  });
  const [earlierArrivals, earlierLines] = [chat.arrivals(), served.lines.length];
  const start = performance.now();
  const reply = await settle(served.invoke(trigger.event(pinSample.request), fault.remaining));
  const duration = performance.now() - start;
  const lines = served.lines.slice(earlierLines);
  const outcome = {
    ...trigger.read(reply),
    kinds: lines.map(({ kind = 'Served' }) => kind),
    attempts: lines.reduce((sum, line) => sum + (line.attempts ?? 0), 0),
    arrivals: chat.arrivals() - earlierArrivals,
    duration,
  };
  await chat.close();
  return outcome;
};

/**
 * The outcomes of an event's requests. The first one meets the fault; a FIFO queue has a second one of the same group.
 */
const countsOf = ({ kind, ...fault }: FaultKind, { requests }: TriggerKind) => {
  const { attempts } = fault;
  if (attempts === 'several') {
    const several = expect.toSatisfy((count: number) => count > 1);
    return { kinds: [kind], attempts: several, arrivals: fault.arrivals ?? several };
  }
  const { arrivals = attempts } = fault;
  if (requests === 1) return { kinds: [kind], attempts, arrivals };
  if (kind === 'Served') return { kinds: [kind, kind], attempts: attempts + 1, arrivals: arrivals + 1 };
  // A transient failure makes the rest of the group wait; a permanent one does not.
  if (failureKinds[kind].transient) return { kinds: [kind], attempts, arrivals };
  return { kinds: [kind, kind], attempts: 2 * attempts, arrivals: 2 * arrivals };
};

const callerOf = ({ kind, answer = pinSample.answer, errorCode, retryAfter }: FaultKind) => {
  if (kind === 'Served') return { answer: JSON.parse(answer) };
  const { status } = failureKinds[kind];
  const problem = {
    type: `urn:chat-functions:failure:${kind}`,
    status,
    ActionStatus: 'FAIL',
    ErrorCode: errorCode ?? status,
    ...(retryAfter !== undefined && { retryAfter }),
  };
  return { problem: expect.objectContaining(problem) };
};

const cells = faultKinds.flatMap((fault) =>
  triggerKinds.map((trigger) => ({ fault, trigger, outcome: Promise.withResolvers<Outcome>() })),
);

const cellsAtOnce = 24;

beforeAll(() => {
  const waiting = cells.values();
  for (let place = 0; place < cellsAtOnce; place += 1) {
    (async () => {
      for (const { fault, trigger, outcome } of waiting)
        await run(fault, trigger).then(outcome.resolve, outcome.reject);
    })();
  }
  // The test that awaits it reports the error.
  for (const { outcome } of cells) outcome.promise.catch(() => undefined);
});

test.each(cells)('$fault.name, by $trigger.name: $fault.kind', async ({ fault, trigger, outcome }) => {
  const { duration, ...seen } = await outcome.promise;
  expect(seen).toEqual({
    ...countsOf(fault, trigger),
    ...(trigger.hasCaller && { caller: callerOf(fault) }),
    handedBack: fault.kind === 'Served' ? [] : trigger.mayComeAgain,
  });
  expect(duration).toBeLessThan(fault.within * trigger.requests);
});

test('the table has the expected size', () => {
  expect(faultKinds.length).toBeGreaterThanOrEqual(25);
  expect(new Set(faultKinds.map(({ name }) => name)).size).toBe(faultKinds.length);
});
