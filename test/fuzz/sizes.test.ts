import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { isRecord } from '#shared/json/is-record';
import { callDirectly, callOverHttp, type Outcome } from '#test/call-served';
import { startEmulator } from '#test/emulator/start-emulator';
import { sqsBatch } from '#test/events/batches';
import { type ServedFunction, serveAt } from '#test/faults/serve-at';
import { fuzz, remaining } from '#test/fuzz/fuzz';
import { fuzzedApis, noRateLimits } from '#test/fuzz/requests';
import { readSampleText } from '#test/read-sample';

const emulator = await startEmulator({ limits: { callsPerSecond: noRateLimits } });
afterAll(() => emulator.close());

/** What an input of any size may cost: milliseconds, bytes of heap, and bytes that come back or are logged of a failure. */
const most = { milliseconds: 2_000, heap: 150_000_000, failure: 20_000, log: 20_000 } as const;

/** Characters: what Lambda takes as an event, and more than a function reads of an answer. The emulator shares the heap. */
const largest = 6_000_000;

/** Sizes of all orders. */
const sizes = fc.double({ min: 0, max: 6, noNaN: true }).map((exponent) => Math.round(10 ** exponent));

/** What grows, and to what. Each is JSON text, since what is too deep or too large cannot be made by `JSON.stringify`. */
const growths: Readonly<Record<string, (size: number, part: string) => string>> = {
  list: (size, part) => `[${Array.from({ length: size }, () => part).join()}]`,
  text: (size) => `"${'a'.repeat(size)}"`,
  'text of three bytes a character': (size) => `"${'啊'.repeat(size)}"`,
  'nested lists': (size) => '['.repeat(size) + ']'.repeat(size),
  'nested objects': (size) => `${'{"a":'.repeat(size)}0${'}'.repeat(size)}`,
  'unknown fields': (size) => `{${Array.from({ length: size }, (_, index) => `"f${index}":0`).join()}}`,
  digits: (size) => `${'9'.repeat(size)}`,
};

const apis = fc.constantFrom(...fuzzedApis.map(({ api }) => api));
const growth = fc.constantFrom(...Object.keys(growths));

/** The parts of a JSON text that can be something else: each value of its outermost object and of what is inside. */
const partsOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap((part) => [part, ...partsOf(part)]) : [];

/** Writes another text in place of the part of a JSON text. */
const withPart = (text: string, at: number, make: (part: string) => string): string => {
  const parts = partsOf(JSON.parse(text)).map((part) => JSON.stringify(part));
  const part = parts[at % parts.length] ?? '';
  const place = text.indexOf(`:${part}`) + 1;
  return text.slice(0, place) + make(part) + text.slice(place + part.length);
};

/** Requests of which one part has grown, or to which fields were added. */
const grown = fc.record({ api: apis, at: fc.nat(), how: growth, size: sizes }).map(({ api, at, how, size }) => {
  const { request } = readSampleText(api.name);
  const make = (part: string) => growths[how]?.(size, part) ?? part;
  const text =
    how === 'unknown fields' && at % 2 === 0
      ? request.replace(/\}$/, `,${make('').slice(1)}`)
      : withPart(request, at, make);
  return { api, text: text.length > largest ? request : text, how };
});

/** Runs a call and holds it to what it may cost. */
const measured = async (served: ServedFunction, call: () => Promise<Outcome>): Promise<Outcome> => {
  const heap = process.memoryUsage().heapUsed;
  const start = performance.now();
  const outcome = await call();
  expect(performance.now() - start).toBeLessThan(most.milliseconds);
  expect(process.memoryUsage().heapUsed - heap).toBeLessThan(most.heap);
  if (outcome.problem) expect(Buffer.byteLength(outcome.text)).toBeLessThan(most.failure);
  expect(Buffer.byteLength(JSON.stringify(served.lines))).toBeLessThan(most.log);
  return outcome;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

fuzz('the size of a request, over HTTP, directly and in a queue', grown, async ({ api, text, how }) => {
  emulator.reset();
  const served = serveAt({ api, baseUrl: emulator.url });
  const { kind, problem } = await measured(served, () => callOverHttp(served, text, { remaining }));
  expect(problem?.status ?? 200, `${kind}: ${problem?.detail}`).toBeLessThan(500);

  const value = parsed(text);
  const direct = serveAt({ api, baseUrl: emulator.url });
  if (isRecord(value)) await measured(direct, () => callDirectly(direct, value, remaining));

  const queued = serveAt({ api, baseUrl: emulator.url });
  await measured(queued, async () => {
    const reply = await queued.invoke(sqsBatch([{ id: 'one', body: text }]), remaining);
    return { kind: 'batch', text: JSON.stringify(reply) };
  });
  return `${how} ${kind}`;
});

const answers = fc.record({
  api: apis,
  at: fc.nat(),
  how: growth,
  size: sizes,
  isFailure: fc.boolean(),
});

fuzz('the size of an answer', answers, async ({ api, at, how, size, isFailure }) => {
  const sample = readSampleText(api.name);
  const make = (part: string) => growths[how]?.(size, part) ?? part;
  const grownAnswer = isFailure
    ? `{"ActionStatus":"FAIL","ErrorCode":50002,"ErrorInfo":"${'a'.repeat(size)}"}`
    : withPart(sample.answer, at, make);
  const body = grownAnswer.length > largest ? sample.answer : grownAnswer;
  emulator.reset();
  emulator.fail({ kind: 'reply', body, times: 'always' });
  // As a function that adds it asks once.
  const served = serveAt({ api: { ...api, effect: 'adds' }, baseUrl: emulator.url });
  const { kind, text } = await measured(served, () => callOverHttp(served, sample.request, { remaining }));
  if (kind === 'Served') expect(text).toBe(body);
  return isFailure ? `failure ${kind}` : `${how} ${kind}`;
});
