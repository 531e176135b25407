import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { type FailureKind, failureKinds } from '#shared/failures/failure';
import { problemSchema } from '#shared/failures/problem';
import { startEmulator } from '#test/emulator/start-emulator';
import { busEventOf } from '#test/events/bus-event';
import { gatewayEvents } from '#test/events/gateway-events';
import { samples } from '#test/events/samples';
import { serveAt } from '#test/faults/serve-at';
import { triggerKinds } from '#test/faults/trigger-kinds';
import { fuzz, remaining } from '#test/fuzz/fuzz';
import { anyJson, mutated } from '#test/fuzz/json-values';
import { callsOf, noRateLimits } from '#test/fuzz/requests';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText(pinConversations.name);

const emulator = await startEmulator({ limits: { callsPerSecond: noRateLimits } });
afterAll(() => emulator.close());

const wrappedInBusEvent = (json: string) => JSON.stringify(busEventOf(JSON.parse(json)));
const wrappedInNotification = (Message: string) => JSON.stringify({ ...samples.snsNotification, Message });

const events = fc
  .tuple(
    fc.constantFrom(...triggerKinds),
    fc.constantFrom((json: string) => json, wrappedInBusEvent, wrappedInNotification),
  )
  .map(([trigger, wrap]) => trigger.event(wrap(pinSample.request)));

/** All values in an event, including those inside texts. */
const valuesIn = (value: unknown): readonly unknown[] => {
  if (typeof value === 'string') return [...textsIn(value)].flatMap(valuesIn);
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(valuesIn)] : [];
};

const textsIn = function* (text: string): Generator<unknown> {
  for (const candidate of [text, Buffer.from(text, 'base64').toString()]) {
    try {
      yield JSON.parse(candidate);
    } catch {
      // Not every text is JSON.
    }
  }
};

const { httpApi } = gatewayEvents(pinConversations.path);

const isKind = (kind: string): kind is FailureKind => Object.hasOwn(failureKinds, kind);

const httpReply = z.object({ statusCode: z.int(), body: z.string() });
const batchReply = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** The result of an event in a word. Throws for an error that is not a `Failure`, and for an `InternalError`. */
const outcomeOf = async (reply: Promise<unknown>): Promise<string> => {
  try {
    const returned = await reply;
    const http = httpReply.safeParse(returned);
    if (http.success) {
      expect(http.data.statusCode).toBeLessThan(500);
      return `HTTP ${http.data.statusCode}`;
    }
    return batchReply.safeParse(returned).success ? 'batch' : 'answer';
  } catch (error) {
    if (!(error instanceof Error) || !isKind(error.name)) throw error;
    expect(failureKinds[error.name].status).toBeLessThan(500);
    expect(problemSchema().parse(JSON.parse(error.message)).type).toContain(error.name);
    return error.name;
  }
};

fuzz(
  'an event',
  fc.oneof({ weight: 9, arbitrary: mutated(events) }, { weight: 1, arbitrary: anyJson }),
  async (event) => {
    emulator.reset();
    const served = serveAt({ api: { ...pinConversations, callsPerSecond: 10_000 }, baseUrl: emulator.url });
    const outcome = await outcomeOf(served.invoke(event, remaining));

    const arrived = emulator.calls().map(({ body }) => body);
    expect(served.lines.reduce((sum, { attempts = 0 }) => sum + attempts, 0)).toBe(arrived.length);
    const requests = valuesIn(event).flatMap((value) => callsOf(pinConversations, value));
    for (const body of arrived) expect(requests).toContainEqual(body);
    return arrived.length > 0 ? `${outcome} after a call` : outcome;
  },
);

fuzz('bytes in an HTTP event', fc.uint8Array({ maxLength: 200 }), async (bytes) => {
  emulator.reset();
  const served = serveAt({ api: pinConversations, baseUrl: emulator.url });
  const event = { ...httpApi, body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
  const outcome = await outcomeOf(served.invoke(event, remaining));
  expect(emulator.calls()).toEqual([]);
  return outcome;
});
