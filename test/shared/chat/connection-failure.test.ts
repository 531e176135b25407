import { expect, test } from 'vitest';
import { connectionFailure } from '#shared/chat/connection-failure';
import { everythingOf } from '#test/shared/everything-of';

/** An error as `fetch` throws it. */
const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed for canary', { cause });

const withCode = (code: string): Error => Object.assign(new Error(`canary ${code}`), { code });

const ofAll = (...codes: string[]): AggregateError =>
  Object.assign(new AggregateError(codes.map(withCode)), { code: codes[0] });

test.each([
  ['the host refuses', withCode('ECONNREFUSED')],
  ['its name is unknown', withCode('ENOTFOUND')],
  ['connecting takes too long', withCode('UND_ERR_CONNECT_TIMEOUT')],
  ['each of its addresses is out of reach', ofAll('ECONNREFUSED', 'ENETUNREACH')],
])('no connection came about when %s', (_, cause) => {
  expect(connectionFailure(fetchFailed(cause))).toMatchObject({ kind: 'UpstreamFailed', recovery: 'reconnect' });
});

test.each([
  ['a connection is reset', withCode('ECONNRESET'), 'ECONNRESET'],
  ['only one of the addresses refuses', ofAll('ECONNREFUSED', 'ECONNRESET'), 'ECONNREFUSED'],
  ['the cause has no code', new RangeError('canary'), 'RangeError'],
  ['the cause is no error', 'canary', 'unknown reason'],
])('Chat may have seen the call when %s', (_, cause, named) => {
  const failure = connectionFailure(fetchFailed(cause));
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', recovery: 'retry' });
  expect(failure.message).toBe(`The connection to Chat broke (${named}).`);
  expect(everythingOf(failure)).not.toContain('canary');
});
