import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ConnectionFailure, exchange } from '#shared/chat/exchange';
import { Failure } from '#shared/failures/failure';
import type { Fault } from '#test/emulator/fault-plan';
import { startEmulator } from '#test/emulator/start-emulator';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { everythingOf } from '#test/shared/everything-of';
import { createSelfSigned } from '#test/tls/self-signed';
import { startTlsFront } from '#test/tls/start-tls-front';

const query = '?identifier=administrator&usersig=canary-of-the-signature&random=1';
const path = `/v4/recentcontact/top${query}`;
const success = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"群组"}';

const emulator = await startEmulator();
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

/** Every failure of this file, which must not tell the signature to anyone. */
const failures: Failure[] = [];
afterEach(() => {
  for (const failure of failures.splice(0)) expect(everythingOf(failure)).not.toMatch(/canary|usersig/);
});

const post = (base: string, timeout = 5_000) => exchange({ url: `${base}${path}`, body: '{}', timeout });

const failureOf = async (base: string, timeout?: number): Promise<Failure> => {
  const error = await post(base, timeout).then(
    () => new Error('It did not fail'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  failures.push(error);
  return error;
};

const serve = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = await startLoopbackServer(async (request, response) => answer(request, response));
  onTestFinished(() => server.close());
  return `http://${server.address}`;
};

/** A server that says something that is not HTTP, or nothing. */
const serveRaw = async (text: string) => {
  const server = createServer((socket) =>
    socket
      .on('error', () => undefined)
      .resume()
      .end(text),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : bound}`;
};

const closedAddress = async () => {
  const server = await startLoopbackServer(async () => undefined);
  await server.close();
  return `http://${server.address}`;
};

test('posts the body as JSON to the address and reads the answer', async () => {
  const requests: unknown[] = [];
  const url = await serve(async (request, response) => {
    const { method, url: target, headers } = request;
    requests.push([method, target, headers['content-type'], (await buffer(request)).toString()]);
    response.end(success);
  });
  expect(await exchange({ url: `${url}${path}`, body: '{"Keywords":["啊"]}', timeout: 5_000 })).toBe(success);
  expect(requests).toEqual([['POST', path, 'application/json', '{"Keywords":["啊"]}']]);
});

test.each<[string, string | Buffer, Record<string, string>]>([
  ['another content type', success, { 'content-type': 'text/html; charset=latin1' }],
  ['no content type', success, {}],
  ['gzip', gzipSync(success), { 'content-encoding': 'gzip' }],
  ['gzip by another name', gzipSync(success), { 'content-encoding': 'X-GZIP' }],
  ['a byte order mark', `\ufeff${success}`, {}],
])('reads an answer with %s', async (_, body, headers) => {
  const url = await serve((_request, response) => response.writeHead(200, headers).end(body));
  expect(await post(url)).toBe(success);
});

describe('over TLS, as Chat is reached when deployed', () => {
  const startFront = async () => {
    const selfSigned = createSelfSigned();
    const front = await startTlsFront(emulator.url, selfSigned);
    onTestFinished(() => front.close());
    return { ...front, ...selfSigned };
  };

  const trust = (certificate: string) => {
    const usual = getCACertificates('default');
    setDefaultCACertificates([...usual, certificate]);
    onTestFinished(() => setDefaultCACertificates(usual));
  };

  test('posts, reads and keeps the connection', async () => {
    const { url, certificate } = await startFront();
    trust(certificate);
    for (let count = 0; count < 5; count += 1) expect(await post(url)).toContain('"ErrorCode":60012');
    expect(new Set(emulator.calls().map(({ connection }) => connection)).size).toBeLessThanOrEqual(2);
  });

  test('sends nothing to whom no authority vouches for', async () => {
    const { url } = await startFront();
    const failure = await failureOf(url);
    expect(failure).toBeInstanceOf(ConnectionFailure);
    expect(failure.message).toContain('SELF_SIGNED');
    expect(emulator.calls()).toEqual([]);
  });

  test('tells a connection that breaks after the request from one that never came about', async () => {
    const { url, certificate } = await startFront();
    trust(certificate);
    emulator.fail({ kind: 'cut' });
    const failure = await failureOf(url);
    expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
    expect(failure).not.toBeInstanceOf(ConnectionFailure);
  });
});

test('reads an answer that comes byte by byte', async () => {
  const url = await serve(async (_request, response) => {
    for (const byte of Buffer.from(success)) {
      response.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    response.end();
  });
  expect(await post(url)).toBe(success);
});

test('reads an answer of 1 MB, the largest of Chat', async () => {
  const answer = `{"ErrorInfo":"${'a'.repeat(1_000_000)}"}`;
  const url = await serve((_request, response) => response.end(answer));
  expect(await post(url)).toBe(answer);
});

test('keeps connections', async () => {
  for (let count = 0; count < 10; count += 1) await post(emulator.url);
  const connections = emulator.calls().map(({ connection }) => connection);
  // One that has just been used may not be free yet when the next call starts.
  expect(new Set(connections).size).toBeLessThanOrEqual(2);
});

test('does not trust a connection that was kept while the process stood still, as Lambda lets it', async () => {
  const dead = new WeakSet<Socket>();
  const connections = new Set<Socket>();
  const url = await serve(({ socket }, response) => {
    connections.add(socket);
    if (!dead.has(socket)) response.end(success);
  });
  await post(url);
  for (const socket of connections) dead.add(socket);
  // Neither timers nor the end of a connection are noticed meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_100);
  // A call that has no time to send tells nothing about a connection either.
  await failureOf(url, 0);
  expect(await post(url, 1_000)).toBe(success);
  expect(connections.size).toBe(2);
});

test.each<[string, Fault, { kind: string; recovery: string | undefined; retryAfterSeconds?: number | undefined }]>([
  ['HTTP 502', { kind: 'reply', status: 502, body: '<html>' }, { kind: 'UpstreamFailed', recovery: 'retry' }],
  ['HTTP 500', { kind: 'reply', status: 500, body: success }, { kind: 'UpstreamFailed', recovery: 'retry' }],
  ['HTTP 503', { kind: 'reply', status: 503 }, { kind: 'UpstreamFailed', recovery: 'retry' }],
  ['HTTP 408', { kind: 'reply', status: 408 }, { kind: 'UpstreamFailed', recovery: 'retry' }],
  ['HTTP 404', { kind: 'reply', status: 404, body: success }, { kind: 'UpstreamFailed', recovery: undefined }],
  ['HTTP 400', { kind: 'reply', status: 400 }, { kind: 'UpstreamFailed', recovery: undefined }],
  ['HTTP 201', { kind: 'reply', status: 201, body: success }, { kind: 'UpstreamFailed', recovery: undefined }],
  ['HTTP 204', { kind: 'reply', status: 204 }, { kind: 'UpstreamFailed', recovery: undefined }],
  ['HTTP 429', { kind: 'reply', status: 429 }, { kind: 'RateLimited', recovery: 'back-off', retryAfterSeconds: 1 }],
  ['a cut connection', { kind: 'cut' }, { kind: 'UpstreamFailed', recovery: 'retry' }],
  ['half an answer', { kind: 'half' }, { kind: 'UpstreamFailed', recovery: 'retry' }],
  ['an answer of 10 MB', { kind: 'huge' }, { kind: 'UpstreamFailed', recovery: undefined }],
  ['an answer that is not UTF-8', { kind: 'invalidUtf8' }, { kind: 'UpstreamFailed', recovery: 'retry' }],
  ['headers without end', { kind: 'endlessHeaders' }, { kind: 'UpstreamFailed', recovery: 'retry' }],
  [
    'an encoding that it has not',
    { kind: 'reply', headers: { 'content-encoding': 'gzip' }, body: success },
    { kind: 'UpstreamFailed', recovery: 'retry' },
  ],
])('fails with %s, of which Chat may know', async (_, fault, expected) => {
  emulator.fail(fault);
  const failure = await failureOf(emulator.url);
  expect(failure).toMatchObject(expected);
  expect(failure).not.toBeInstanceOf(ConnectionFailure);
});

test.each([
  ['7', 7],
  ['0.2', 1],
  ['0', 0],
  ['86400', 60],
  ['-1', 1],
  ['soon', 1],
  ['Infinity', 1],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 1],
])('reads Retry-After: %s', async (value, retryAfterSeconds) => {
  emulator.fail({ kind: 'reply', status: 429, headers: { 'Retry-After': value } });
  expect(await failureOf(emulator.url)).toMatchObject({ kind: 'RateLimited', retryAfterSeconds });
});

test.each<[string, Fault]>([
  ['does not come', { kind: 'delay', milliseconds: 20_000 }],
  ['drips', { kind: 'drip', milliseconds: 100 }],
])('gives up in time when the answer %s', async (_, fault) => {
  emulator.fail(fault);
  const start = performance.now();
  expect(await failureOf(emulator.url, 300)).toMatchObject({ kind: 'UpstreamTimeout', recovery: 'retry' });
  expect(performance.now() - start).toBeLessThan(2_000);
});

test.each([0, -5])('has no time with %d milliseconds', async (timeout) => {
  expect(await failureOf(emulator.url, timeout)).toMatchObject({ kind: 'UpstreamTimeout' });
});

test.each([
  ['text', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['a header without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n'],
  ['nothing', ''],
])('fails when the other side speaks no HTTP but %s', async (_, text) => {
  const failure = await failureOf(await serveRaw(text));
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
  expect(failure).not.toBeInstanceOf(ConnectionFailure);
});

test('fails when the other side changes to another protocol', async () => {
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n';
  const failure = await failureOf(await serveRaw(upgrade));
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', message: 'Chat answered HTTP 101.' });
  expect(failure).not.toBeInstanceOf(ConnectionFailure);
});

test('tells apart that no connection came about', async () => {
  const failure = await failureOf(await closedAddress());
  expect(failure).toBeInstanceOf(ConnectionFailure);
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
  expect(failure.message).toContain('ECONNREFUSED');
});

test.each([
  ['breaks off', ''],
  ['speaks something else', 'SSH-2.0-OpenSSH_9.2\r\n'],
])('tells apart that the other side %s before the connection is encrypted', async (_, text) => {
  const failure = await failureOf((await serveRaw(text)).replace('http:', 'https:'));
  expect(failure).toBeInstanceOf(ConnectionFailure);
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
});

test('does not take a connection that has gone stale for one that never came about', async () => {
  const sockets: Socket[] = [];
  const url = await serve((request, response) => {
    if (sockets.includes(request.socket)) request.socket.destroy();
    else response.end(success);
    sockets.push(request.socket);
  });
  expect(await post(url)).toBe(success);
  const failure = await failureOf(url);
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
  expect(failure).not.toBeInstanceOf(ConnectionFailure);
  expect(new Set(sockets).size).toBe(1);
});

test('fails with an address that is none', async () => {
  expect(await failureOf('http://[no address')).toMatchObject({ kind: 'UpstreamFailed' });
});

test('does not carry the signature to where a redirect points', async () => {
  emulator.fail({ kind: 'reply', status: 307, headers: { Location: `${emulator.url}/elsewhere` } });
  expect(await failureOf(emulator.url)).toMatchObject({ kind: 'UpstreamFailed', recovery: undefined });
  expect(emulator.calls().map(({ path: called }) => called)).toEqual(['/v4/recentcontact/top']);
});

test('stops reading an answer without end', async () => {
  const closed = Promise.withResolvers<void>();
  let written = 0;
  const url = await serve(async (_request, response) => {
    const part = Buffer.alloc(65_536, 'a');
    response.on('close', closed.resolve);
    while (!response.destroyed) {
      written += part.length;
      if (!response.write(part)) await Promise.race([once(response, 'drain'), closed.promise]);
    }
  });
  expect(await failureOf(url)).toMatchObject({ kind: 'UpstreamFailed' });
  await closed.promise;
  expect(written).toBeLessThan(32 * 1024 * 1024);
});

test('is not harmed by a small answer that inflates to 1 GB', async () => {
  const member = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    for (let count = 0; count < 16; count += 1) response.write(member);
    response.end();
  });
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 2);
  onTestFinished(() => clearInterval(watch));
  expect(await failureOf(url)).toMatchObject({ kind: 'UpstreamFailed' });
  expect(peak - before).toBeLessThan(300 * 1024 * 1024);
});

test('serves the next call after each kind of failure', async () => {
  for (const kind of ['cut', 'half', 'huge', 'invalidUtf8', 'endlessHeaders'] as const) {
    emulator.fail({ kind });
    await failureOf(emulator.url);
    expect(await post(emulator.url)).toContain('"ErrorCode":60012');
  }
});
