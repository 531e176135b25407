import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { readAnswer } from '#shared/chat/read-answer';
import { startLoopbackServer } from '#test/lambda/loopback-server';

const success = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"群组"}';

let answerWith: (response: ServerResponse) => void | Promise<void>;
const server = await startLoopbackServer(async (_request, response) => answerWith(response));
afterAll(() => server.close());

const read = async (answer: typeof answerWith, timeout = 5_000): Promise<string> => {
  answerWith = answer;
  return readAnswer(await fetch(`http://${server.address}`, { signal: AbortSignal.timeout(timeout) }));
};

test.each<[string, string | Buffer, Record<string, string>]>([
  ['another content type', success, { 'content-type': 'text/html; charset=latin1' }],
  ['no content type', success, {}],
  ['gzip', gzipSync(success), { 'content-encoding': 'gzip' }],
  ['a byte order mark', `\ufeff${success}`, {}],
])('reads an answer with %s', async (_, body, headers) => {
  expect(await read((response) => void response.writeHead(200, headers).end(body))).toBe(success);
});

test('reads an answer that comes byte by byte', async () => {
  const text = await read(async (response) => {
    for (const byte of Buffer.from(success)) {
      response.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    response.end();
  });
  expect(text).toBe(success);
});

test('reads an answer of 1 MB, the largest of Chat', async () => {
  const answer = `{"ErrorInfo":"${'a'.repeat(1_000_000)}"}`;
  expect(await read((response) => void response.end(answer))).toBe(answer);
});

test.each([
  [500, 'retry'],
  [503, 'retry'],
  [408, 'retry'],
  [201, 'retry'],
  [204, 'retry'],
  [400, undefined],
  [404, undefined],
])('fails with HTTP %d, whatever the body says: %s', async (status, recovery) => {
  const failed = read((response) => void response.writeHead(status).end(status === 204 ? undefined : success));
  await expect(failed).rejects.toMatchObject({
    kind: 'UpstreamFailed',
    recovery,
    message: `Chat answered HTTP ${status}.`,
  });
});

test.each([
  ['7', 7],
  ['1.2', 2],
  ['0.2', 1],
  ['0', 1],
  ['86400', 60],
  ['-3', 1],
  ['soon', 1],
  ['Infinity', 1],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 1],
  [undefined, 1],
])('backs off after HTTP 429 with Retry-After: %s', async (value, retryAfterSeconds) => {
  const failed = read(
    (response) => void response.writeHead(429, value === undefined ? {} : { 'retry-after': value }).end(),
  );
  await expect(failed).rejects.toMatchObject({ kind: 'RateLimited', recovery: 'back-off', retryAfterSeconds });
});

test.each<[string, typeof answerWith]>([
  [
    'half an answer',
    (response) => void response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()),
  ],
  ['what is not UTF-8', (response) => void response.end(Buffer.of(0x22, 0xff, 0x22))],
  [
    'an encoding that it has not',
    (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(success),
  ],
])('fails with %s', async (_, answer) => {
  await expect(read(answer)).rejects.toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
});

test('gives up in time when the answer drips', async () => {
  const failed = read((response) => {
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  }, 300);
  await expect(failed).rejects.toMatchObject({ kind: 'UpstreamTimeout', recovery: 'retry' });
});

test('lets go at once of an answer that it does not read', async () => {
  const closed = Promise.withResolvers<void>();
  const failed = read((response) => {
    response.on('close', closed.resolve).writeHead(502).write('and so on');
  });
  await expect(failed).rejects.toThrow('HTTP 502');
  await closed.promise;
}, 2_000);

test('stops reading an answer without end', async () => {
  const closed = Promise.withResolvers<void>();
  let written = 0;
  const failed = read(async (response) => {
    const part = Buffer.alloc(65_536, 'a');
    response.on('close', closed.resolve);
    while (!response.destroyed) {
      written += part.length;
      if (!response.write(part)) await Promise.race([once(response, 'drain'), closed.promise]);
    }
  });
  await expect(failed).rejects.toMatchObject({ kind: 'UpstreamFailed' });
  await closed.promise;
  expect(written).toBeLessThan(32 * 1024 * 1024);
});

test('is not harmed by a small answer that inflates to 1 GB', async () => {
  const member = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 2);
  onTestFinished(() => clearInterval(watch));
  const failed = read((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    for (let count = 0; count < 16; count += 1) response.write(member);
    response.end();
  });
  await expect(failed).rejects.toMatchObject({ kind: 'UpstreamFailed' });
  expect(peak - before).toBeLessThan(300 * 1024 * 1024);
});
