import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Signer, signedCall } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';

const emulator = await startEmulator();
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const path = '/v4/recentcontact/top';
const body = JSON.stringify({
  From_Account: 'user_0001',
  OperationType: 1,
  RecentContactItem: [
    { Type: 1, To_Account: 'user_0002' },
    { Type: 1, To_Account: 'user_0003' },
  ],
});
const rightAnswer = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","ErrorDisplay":""}';

const call = (signer?: Signer) => signedCall({ url: emulator.url, path, body, ...(signer && { signer }) });

const pinned = () => emulator.state().users.find(({ UserID }) => UserID === 'user_0001')?.pins.length;

test('code answers as Chat does and does not carry out the call', async () => {
  emulator.fail({ kind: 'code', ErrorCode: 50004, ErrorInfo: 'internal error' });
  expect(await (await call()).text()).toBe('{"ActionStatus":"FAIL","ErrorCode":50004,"ErrorInfo":"internal error"}');
  expect(pinned()).toBe(0);
  expect(emulator.calls()).toMatchObject([{ fault: 'code', ErrorCode: 50004, status: 200, signatureHeld: true }]);
});

test('delay sends the correct answer late', async () => {
  emulator.fail({ kind: 'delay', milliseconds: 200 });
  const before = performance.now();
  expect(await (await call()).text()).toBe(rightAnswer);
  expect(performance.now() - before).toBeGreaterThan(190);
});

test('cut ends the connection without an answer, before or after the call is carried out', async () => {
  emulator.fail({ kind: 'cut' });
  await expect(call()).rejects.toThrow('fetch failed');
  expect(pinned()).toBe(0);
  emulator.fail({ kind: 'cut', carriedOut: true });
  await expect(call()).rejects.toThrow('fetch failed');
  expect(pinned()).toBe(2);
  expect(emulator.calls()).toMatchObject([
    { status: null, ErrorCode: null },
    { status: null, ErrorCode: 0 },
  ]);
});

test('half sends half of the answer and then cuts the connection', async () => {
  emulator.fail({ kind: 'half' });
  const response = await call();
  expect(response.headers.get('content-length')).toBe(String(rightAnswer.length));
  await expect(response.text()).rejects.toThrow('terminated');
});

test.each([
  { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<html>Bad Gateway</html>' },
  { status: 429, headers: { 'Retry-After': '3' }, body: '' },
  { status: 200, headers: {}, body: '<html>' },
  { status: 200, headers: {}, body: '{"ActionStatus":"OK","ErrorCode":"0","ErrorInfo":""}' },
])('reply sends any answer: $status $body', async (reply) => {
  emulator.fail({ kind: 'reply', ...reply });
  const response = await call();
  expect([response.status, await response.text()]).toEqual([reply.status, reply.body]);
  for (const [name, value] of Object.entries(reply.headers)) expect(response.headers.get(name)).toBe(value);
});

test('drip sends the answer byte by byte', async () => {
  emulator.fail({ kind: 'drip', milliseconds: 2 });
  const before = performance.now();
  expect(await (await call()).text()).toBe(rightAnswer);
  expect(performance.now() - before).toBeGreaterThan(rightAnswer.length);
});

test('huge sends at least the given number of bytes of JSON', async () => {
  emulator.fail({ kind: 'huge', bytes: 3_000_000 });
  const text = await (await call()).text();
  expect(text.length).toBeGreaterThan(3_000_000);
  expect(JSON.parse(text)).toMatchObject({ ErrorCode: 0 });
});

test('contentType changes only the content type', async () => {
  emulator.fail({ kind: 'contentType' });
  const response = await call();
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(await response.text()).toBe(rightAnswer);
});

test('gzip compresses the answer', async () => {
  emulator.fail({ kind: 'gzip' });
  const response = await call();
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toBe(rightAnswer);
});

test('invalidUtf8 sends bytes that are not UTF-8', async () => {
  emulator.fail({ kind: 'invalidUtf8' });
  const bytes = await (await call()).arrayBuffer();
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
});

test('endlessHeaders ends only when the client gives up', async () => {
  emulator.fail({ kind: 'endlessHeaders' });
  await expect(call()).rejects.toMatchObject({ cause: { code: 'UND_ERR_HEADERS_OVERFLOW' } });
  expect((await call()).status).toBe(200);
});

test('rotatedKey changes the key from that call on', async () => {
  const secretKey = 'beef'.repeat(16);
  emulator.fail({ kind: 'rotatedKey', secretKey, skip: 1 });
  const codes = [];
  for (const signer of [{}, {}, {}, { secretKey }]) {
    const response = await call(signer);
    codes.push((await response.text()).match(/"ErrorCode":(\d+)/)?.[1]);
  }
  expect(codes).toEqual(['0', '70009', '70009', '0']);
});

test('a client that disconnects leaves nothing running', async () => {
  emulator.fail({ kind: 'delay', milliseconds: 10_000 });
  const gone = AbortSignal.timeout(100);
  await expect(fetch(`${emulator.url}${path}`, { method: 'POST', body: '{}', signal: gone })).rejects.toThrow();
  expect(await (await call()).text()).toBe(rightAnswer);
  expect(emulator.calls()).toMatchObject([{ status: null, ErrorCode: null }, { ErrorCode: 0 }]);
});

test('close ends calls that a fault delays', async () => {
  const short = await startEmulator();
  short.fail({ kind: 'delay', milliseconds: 60_000 });
  const waiting = expect(fetch(`${short.url}/v4/recentcontact/top`, { method: 'POST' })).rejects.toThrow();
  while (short.calls().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await short.close();
  await waiting;
});
