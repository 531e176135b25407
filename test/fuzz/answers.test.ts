import { once } from 'node:events';
import { createServer } from 'node:net';
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { errorCodes } from '#shared/chat/error-codes';
import { failureKinds } from '#shared/failures/failure';
import { isRecord } from '#shared/json/is-record';
import { callDirectly, callOverHttp, type Outcome } from '#test/call-served';
import { startEmulator } from '#test/emulator/start-emulator';
import { serveAt } from '#test/faults/serve-at';
import { fuzz, remaining } from '#test/fuzz/fuzz';
import { anyJson, mutated } from '#test/fuzz/json-values';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText(pinConversations.name);

/** A function that calls Chat once, since it adds: a transient failure is not retried, and the outcome is unknown. */
const api = { ...pinConversations, effect: 'adds' } as const;

/** The kind that the failure would have if the call did not add. */
const kindOf = ({ kind }: Outcome): string => (kind === 'OutcomeUnknown' ? 'UpstreamFailed' : kind);

const emulator = await startEmulator();
afterAll(() => emulator.close());

/** An answer that is nested more deeply is not valid. */
const mostLevels = 100;
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** The expected result of an answer by Chat's protocol: HTTP 200 and an object with a status. */
const meaningOf = (status: number, text: string): string => {
  if (status === 429) return 'RateLimited';
  if (status !== 200) return 'UpstreamFailed';
  try {
    const body: unknown = JSON.parse(text);
    if (!isRecord(body) || !Number.isSafeInteger(body.ErrorCode)) return 'UpstreamFailed';
    if (body.ErrorCode !== 0) return errorCodes[Number(body.ErrorCode)]?.kind ?? 'UpstreamFailed';
    return body.ActionStatus === 'OK' && depthOf(body) <= mostLevels ? 'Served' : 'UpstreamFailed';
  } catch {
    return 'UpstreamFailed';
  }
};

const codes = fc.oneof(fc.constantFrom(...Object.keys(errorCodes).map(Number)), fc.integer());
const success = fc.dictionary(fc.string(), anyJson).map((fields) => ({ ...fields, ActionStatus: 'OK', ErrorCode: 0 }));
const failure = fc.record({
  ActionStatus: fc.constant('FAIL'),
  ErrorCode: codes,
  ErrorInfo: fc.string({ unit: 'binary' }),
});

const bodies = fc.oneof(
  success.map((value) => JSON.stringify(value)),
  failure.map((value) => JSON.stringify(value)),
  mutated(fc.oneof(success, failure)).map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }),
  fc.tuple(success, fc.nat(200)).map(([value, cut]) => JSON.stringify(value).slice(0, cut)),
  fc
    .integer({ min: 90, max: 20_000 })
    .map((levels) => `{"ActionStatus":"OK","ErrorCode":0,"Deep":${'['.repeat(levels)}${']'.repeat(levels)}}`),
);

const statuses = fc.integer({ min: 200, max: 599 });

const answers = fc.record({
  status: fc.oneof({ weight: 9, arbitrary: fc.constant(200) }, { weight: 1, arbitrary: statuses }),
  headers: fc
    .subarray([
      ['Content-Type', 'text/html; charset=gb2312'],
      ['Location', '/v4/recentcontact/top'],
      ['Retry-After', '1e99'],
      ['Set-Cookie', 'a=b'],
      ['Connection', 'close'],
    ])
    .map((headers): Record<string, string> => Object.fromEntries(headers)),
  body: bodies,
});

fuzz('an answer of Chat', answers, async (answer) => {
  emulator.reset();
  emulator.fail({ kind: 'reply', ...answer, times: 'always' });
  const text = new TextDecoder().decode(Buffer.from(answer.body));
  const expected = meaningOf(answer.status, text);

  const overHttp = await callOverHttp(serveAt({ api, baseUrl: emulator.url }), pinSample.request, {
    remaining,
  });
  const served = serveAt({ api, baseUrl: emulator.url });
  const directly = await callDirectly(served, JSON.parse(pinSample.request), remaining);
  expect([overHttp, directly].map(kindOf)).toEqual([expected, expected]);
  if (expected === 'Served') {
    expect(overHttp.text).toBe(text);
    expect(JSON.parse(directly.text)).toEqual(JSON.parse(text));
  }
  expect(new Set(emulator.calls().map(({ bodyText }) => bodyText))).toEqual(new Set([pinSample.request]));
  return expected;
});

/** Converts to JSON text, with integers of any length. */
const exactText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    fc.constantFrom('true', 'false', 'null', '"12345678901234567890"', '"1e5"'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items}]`),
    fc
      // JavaScript orders numeric names first, and does not treat __proto__ as a name.
      .dictionary(
        fc.string().filter((name) => !/^\d+$/.test(name)),
        tie('value'),
        { maxKeys: 4 },
      )
      .map((fields) => `{${Object.entries(fields).map(([name, text]) => `${JSON.stringify(name)}:${text}`)}}`),
  ),
})).value;

fuzz('the digits of an answer', exactText, async (text) => {
  emulator.reset();
  const body = `{"ActionStatus":"OK","ErrorCode":0,"Value":${text}}`;
  emulator.fail({ kind: 'reply', body });
  const served = serveAt({ api, baseUrl: emulator.url });
  expect((await callDirectly(served, JSON.parse(pinSample.request), remaining)).text).toBe(body);
  return 'Served';
});

const statusLines = fc.constantFrom(
  ...Array<string>(9).fill('HTTP/1.1 200 OK'),
  'HTTP/1.1 200',
  'HTTP/1.0 200 OK',
  'HTTP/1.1 100 Continue',
  'HTTP/1.1 101 Switching Protocols',
  'HTTP/1.1 204 No Content',
  'HTTP/1.1 304 Not Modified',
  'HTTP/1.1 999 ?',
  'HTTP/2 200',
  '',
);
const headerLines = fc.oneof(
  fc.constantFrom(
    'Content-Length: 5',
    'Content-Length: 99999999999999999999',
    'Content-Length: -1',
    'Transfer-Encoding: chunked',
    'Content-Encoding: gzip',
    'Content-Encoding: br',
    'Content-Encoding: deflate, gzip',
    'Connection: keep-alive',
    'Connection: upgrade\r\nUpgrade: h2c',
    'Trailer: x',
    'no colon',
    ': no name',
    `Long: ${'a'.repeat(20_000)}`,
  ),
  fc.string(),
);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
  fc
    .tuple(
      statusLines,
      fc.array(headerLines, { maxLength: 4 }),
      fc.oneof(
        fc.constantFrom(pinSample.answer, `44\r\n${pinSample.answer}\r\n0\r\n\r\n`, 'ffffffffff\r\n'),
        fc.string(),
      ),
    )
    .map(([status, headers, body]) => Buffer.from([status, ...headers, '', body].join('\r\n'))),
);

let nextBytes = Buffer.alloc(0);
const bareServer = createServer((socket) => {
  let received = '';
  socket
    .on('error', () => undefined)
    .on('data', (chunk) => {
      received += chunk;
      if (received.endsWith(pinSample.request)) socket.end(nextBytes);
    });
});
await once(bareServer.listen(0, '127.0.0.1'), 'listening');
afterAll(() => bareServer.close());
const bareAddress = bareServer.address();
const bareUrl = `http://127.0.0.1:${isRecord(bareAddress) ? bareAddress.port : ''}`;

fuzz('bytes in place of an answer', bytes, async (buffer) => {
  nextBytes = buffer;
  const served = serveAt({ api, baseUrl: bareUrl });
  const { kind } = await callOverHttp(served, pinSample.request, { remaining });
  expect([...Object.keys(failureKinds), 'Served']).toContain(kind);
  expect(kind).not.toBe('InternalError');
  return kind;
});
