import { expect, test } from 'vitest';
import { connectionFailure } from '#shared/chat/connection-failure';
import { everythingOf } from '#test/shared/everything-of';

/** An error as `fetch` throws it. */
const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed for canary', { cause });

const withCode = (code: string): Error => Object.assign(new Error(`canary ${code}`), { code });

test.each([
  ['the host refuses', fetchFailed(withCode('ECONNREFUSED')), 'UpstreamFailed'],
  ['the handshake is cut', fetchFailed(withCode('ECONNRESET')), 'UpstreamFailed'],
  ['the time is over', new DOMException('canary', 'TimeoutError'), 'UpstreamTimeout'],
])('Chat has not seen the call when nothing was sent: %s', (_, error, kind) => {
  expect(connectionFailure(error, false)).toMatchObject({ kind, recovery: 'reconnect' });
});

test.each([
  ['a connection is reset', withCode('ECONNRESET'), 'ECONNRESET'],
  ['the cause has no code', new RangeError('canary'), 'RangeError'],
  ['the cause is no error', 'canary', 'unknown reason'],
])('Chat may have seen the call when %s', (_, cause, named) => {
  const failure = connectionFailure(fetchFailed(cause), true);
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
  expect(failure.message).toBe(`The connection to Chat broke (${named}).`);
  expect(everythingOf(failure)).not.toContain('canary');
});
