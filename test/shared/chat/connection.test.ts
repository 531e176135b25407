import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createConnection } from '#shared/chat/connection';
import { readAnswer } from '#shared/chat/read-answer';
import { systemClock } from '#shared/clock';
import { Failure } from '#shared/failures/failure';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { nowhere } from '#test/nowhere';
import { everythingOf } from '#test/shared/everything-of';
import { createSelfSigned } from '#test/tls/self-signed';
import { startTlsFront } from '#test/tls/start-tls-front';

const path = '/v4/recentcontact/top?usersig=canary-of-the-signature&random=1';
const success = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"群组"}';

const serve = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = await startLoopbackServer(async (request, response) => answer(request, response));
  onTestFinished(() => server.close());
  return `http://${server.address}`;
};

/** A server that says something that is not HTTP, or nothing. */
const serveRaw = async (answer: (socket: Socket) => void) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined).resume());
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : bound}`;
};

const createBench = () => {
  const connection = createConnection(globalThis.fetch, systemClock);
  const post = async (base: string, timeout = 5_000) =>
    readAnswer(await connection.post({ url: `${base}${path}`, body: '{"Keywords":["啊"]}', timeout }));
  return { connection, post };
};

/** The failure of a post, which must not tell the signature to anyone. */
const failureOf = async (base: string, timeout?: number): Promise<Failure> => {
  const error = await createBench()
    .post(base, timeout)
    .then(
      () => new Error('It did not fail'),
      (reason: unknown) => reason,
    );
  if (!(error instanceof Failure)) throw error;
  expect(everythingOf(error)).not.toMatch(/canary|usersig/);
  return error;
};

test('posts the body as JSON to the address, asks for gzip and reads the answer', async () => {
  const requests: unknown[] = [];
  const url = await serve(async (request, response) => {
    const { method, url: target, headers } = request;
    const { 'content-type': type, 'accept-encoding': encoding, 'content-length': length } = headers;
    requests.push([method, target, type, encoding, length, (await buffer(request)).toString()]);
    response.end(success);
  });
  expect(await createBench().post(url)).toBe(success);
  expect(requests).toEqual([['POST', path, 'application/json', 'gzip', '20', '{"Keywords":["啊"]}']]);
});

test('keeps connections', async () => {
  const sockets = new Set<Socket>();
  const url = await serve(({ socket }, response) => {
    sockets.add(socket);
    response.end(success);
  });
  const { post } = createBench();
  for (let count = 0; count < 10; count += 1) await post(url);
  // One that has just been used may not be free yet when the next call starts.
  expect(sockets.size).toBeLessThanOrEqual(2);
});

describe('opened ahead of the first call', () => {
  test('is what the first call uses', async () => {
    const requests: unknown[] = [];
    const sockets = new Set<Socket>();
    const url = await serve(({ method, url: target, socket }, response) => {
      requests.push([method, target]);
      sockets.add(socket);
      response.writeHead(method === 'GET' ? 200 : 502).end(method === 'GET' ? '<html>Welcome</html>' : undefined);
    });
    const { connection, post } = createBench();
    await connection.open(url);
    await setImmediate();
    await expect(post(url)).rejects.toThrow('HTTP 502');
    expect(requests).toEqual([
      ['GET', '/'],
      ['POST', path],
    ]);
    expect(sockets.size).toBe(1);
  });

  test.each([
    ['nothing listens', async () => nowhere],
    ['nothing answers', () => serveRaw(() => undefined)],
    ['it is no address', async () => 'http://[no address'],
  ])('takes at most a second and does not fail when %s', async (_, startServer) => {
    const url = await startServer();
    const start = performance.now();
    await createBench().connection.open(url);
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});

test('does not trust connections that were kept while the process stood still, as Lambda lets it', async () => {
  const dead = new WeakSet<Socket>();
  const connections = new Set<Socket>();
  const url = await serve(({ socket }, response) => {
    connections.add(socket);
    if (!dead.has(socket)) response.end(success);
  });
  const { post } = createBench();
  await Promise.all([post(url), post(url)]);
  // Node has to have seen that the connections are free.
  await systemClock.wait(30);
  for (const socket of connections) dead.add(socket);
  // Neither timers nor the end of a connection are noticed meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_500);
  expect(await Promise.all([post(url, 1_000), post(url, 1_000)])).toEqual([success, success]);
  expect(connections.size).toBe(4);
});

describe('over TLS, as Chat is reached when deployed', () => {
  test('trusts the authorities of the machine, and sends nothing to anyone else', async () => {
    const requests: unknown[] = [];
    const behind = await serve(({ url: target }, response) => {
      requests.push(target);
      response.end(success);
    });
    const selfSigned = createSelfSigned();
    const front = await startTlsFront(behind, selfSigned);
    onTestFinished(() => front.close());
    const failure = { kind: 'UpstreamFailed', recovery: 'reconnect', message: /SELF_SIGNED/ };
    expect(await failureOf(front.url)).toMatchObject(failure);
    expect(requests).toEqual([]);

    const folder = await mkdtemp(join(tmpdir(), 'connection-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const authorities = join(folder, 'authorities.pem');
    await writeFile(authorities, selfSigned.certificate);
    const code = `
      import { createConnection } from '#shared/chat/connection';
      import { readAnswer } from '#shared/chat/read-answer';
      import { systemClock } from '#shared/clock';
      const { post } = createConnection(fetch, systemClock);
      console.log(await readAnswer(await post({ url: '${front.url}${path}', body: '{}', timeout: 5_000 })));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
      env: { NODE_EXTRA_CA_CERTS: authorities },
    });
    expect(stdout.trim()).toBe(success);
    expect(requests).toEqual([path]);
  });

  test('gives up in time when the handshake never ends', async () => {
    const url = (await serveRaw(() => undefined)).replace('http:', 'https:');
    expect(await failureOf(url, 300)).toMatchObject({ kind: 'UpstreamTimeout', recovery: 'reconnect' });
  });

  test('knows that nothing was sent when the handshake is cut', async () => {
    const url = (await serveRaw((socket) => socket.once('data', () => socket.destroy()))).replace('http:', 'https:');
    expect(await failureOf(url)).toMatchObject({ kind: 'UpstreamFailed', recovery: 'reconnect' });
  });
});

test('reports that no connection was made, so that Chat has not seen the call', async () => {
  const failure = await failureOf(nowhere);
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'reconnect', message: /ECONNREFUSED/ });
});

test.each<[string, (socket: Socket) => void]>([
  ['text', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ['a header without a colon', (socket) => socket.end('HTTP/1.1 200 OK\r\nnonsense\r\n\r\n')],
  ['another protocol', (socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n')],
  ['nothing', (socket) => socket.end()],
  ['headers without end', (socket) => socket.end(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`)],
])('fails when the other side speaks no HTTP but %s', async (_, answer) => {
  const failure = await failureOf(await serveRaw(answer));
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
});

test('gives up in time when the answer does not come, or has no time at all', async () => {
  const url = await serve(() => undefined);
  const start = performance.now();
  expect(await failureOf(url, 300)).toMatchObject({ kind: 'UpstreamTimeout', recovery: 'retry' });
  for (const timeout of [0, -5]) expect(await failureOf(url, timeout)).toMatchObject({ kind: 'UpstreamTimeout' });
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('fails with an invalid address, without quoting it', async () => {
  expect(await failureOf('http://[no address')).toMatchObject({ kind: 'UpstreamFailed' });
});

test('does not carry the signature to where a redirect points', async () => {
  const paths: unknown[] = [];
  const url = await serve(({ url: target }, response) => {
    paths.push(target);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await failureOf(url)).toMatchObject({ kind: 'UpstreamFailed', recovery: undefined });
  expect(paths).toEqual([path]);
});
