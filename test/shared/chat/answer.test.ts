import { expect, test } from 'vitest';
import { checkAnswer } from '#shared/chat/answer';
import { Failure } from '#shared/failures/failure';
import { everythingOf } from '#test/shared/everything-of';

const failureOf = (text: string): Failure => {
  try {
    checkAnswer(text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('The answer was taken');
};

const nested = (levels: number) =>
  `{"ActionStatus":"OK","ErrorCode":0,"Groups":${'['.repeat(levels)}${']'.repeat(levels)}}`;

test.each([
  ['all fields', '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","ErrorDisplay":""}'],
  ['no ErrorInfo, as in the sample of the overview', '{"ActionStatus":"OK","ErrorCode":0}'],
  ['another order and white space', ' {\n"ErrorCode": 0, "ErrorInfo": "", "ActionStatus": "OK" }\n'],
  ['unknown fields', '{"ActionStatus":"OK","ErrorCode":0,"New":{"ErrorCode":70009},"__proto__":{"ErrorCode":1}}'],
  ['ids beyond 2^53', '{"ActionStatus":"OK","ErrorCode":0,"GroupOwnerTinyID":144115214578713345}'],
  ['a little nesting', nested(20)],
])('takes an answer with %s', (_, text) => {
  expect(checkAnswer(text)).toMatchObject({ text, value: { ActionStatus: 'OK' }, failedItems: [] });
});

test('finds the failed items of an answer that is OK, and keeps long numbers', () => {
  const text =
    '{"ActionStatus":"OK","ErrorCode":0,"ResultItem":[{"Id":144115214578713345,"ResultCode":51007,"ResultInfo":"no"}]}';
  const answer = checkAnswer(text);
  expect(answer.failedItems).toEqual([{ pointer: '/ResultItem/0', errorCode: 51007, errorInfo: 'no' }]);
  expect(JSON.stringify(answer.value)).toBe(text);
});

test.each([
  ['nothing', ''],
  ['white space', ' \n'],
  ['HTML', '<html><head><title>Welcome</title></head></html>'],
  ['half of the JSON', '{"ActionStatus":"OK","ErrorCode":0,"Gro'],
  ['two JSON documents', '{"ActionStatus":"OK","ErrorCode":0}{"ActionStatus":"OK","ErrorCode":0}'],
  ['null', 'null'],
  ['a number', '0'],
  ['a string', '"OK"'],
  ['an array', '[{"ActionStatus":"OK","ErrorCode":0}]'],
  ['an empty object', '{}'],
  ['no ErrorCode', '{"ActionStatus":"OK","ErrorInfo":""}'],
  ['ErrorCode as a string', '{"ActionStatus":"OK","ErrorCode":"0","ErrorInfo":""}'],
  ['ErrorCode null', '{"ActionStatus":"OK","ErrorCode":null}'],
  ['ErrorCode false', '{"ActionStatus":"OK","ErrorCode":false}'],
  ['ErrorCode 0.5', '{"ActionStatus":"OK","ErrorCode":0.5}'],
  ['ErrorCode 1e999', '{"ActionStatus":"OK","ErrorCode":1e999}'],
  ['no ActionStatus', '{"ErrorCode":0,"ErrorInfo":""}'],
  ['ActionStatus in lower case', '{"ActionStatus":"ok","ErrorCode":0}'],
  ['ActionStatus FAIL beside ErrorCode 0', '{"ActionStatus":"FAIL","ErrorCode":0}'],
  ['fields of the prototype only', '{"__proto__":{"ActionStatus":"OK","ErrorCode":0}}'],
  ['a nesting that no one could write again', nested(100_000)],
])('refuses %s as not the protocol of Chat, which may pass', (_, text) => {
  expect(failureOf(text)).toMatchObject({ kind: 'UpstreamFailed', errorCode: undefined, recovery: 'retry' });
});

test.each([
  [50002, { kind: 'InvalidRequest', recovery: undefined, retryAfterSeconds: undefined, action: undefined }],
  [51007, { kind: 'NotFound', recovery: 'retry-once' }],
  [60008, { kind: 'UpstreamFailed', recovery: 'retry', retryAfterSeconds: undefined }],
  [60018, { kind: 'RateLimited', recovery: 'back-off', retryAfterSeconds: 1 }],
  [70009, { kind: 'Misconfigured', recovery: 'renew-credential', action: expect.stringContaining('secretKey') }],
  [70050, { kind: 'Misconfigured', recovery: 'hold' }],
  [60020, { kind: 'NotEnabled', action: expect.stringContaining('Buy') }],
  [99999, { kind: 'UpstreamFailed', recovery: undefined }],
  [-1, { kind: 'UpstreamFailed', recovery: undefined }],
  [Number.MAX_SAFE_INTEGER, { kind: 'UpstreamFailed', recovery: undefined }],
])('turns the code %d into a failure that keeps code and words', (ErrorCode, expected) => {
  const text = JSON.stringify({ ActionStatus: 'FAIL', ErrorCode, ErrorInfo: 'words of Chat' });
  expect(failureOf(text)).toMatchObject({ errorCode: ErrorCode, errorInfo: 'words of Chat', ...expected });
});

test.each([
  ['ActionStatus OK beside it', '{"ActionStatus":"OK","ErrorCode":60008}'],
  ['no ActionStatus', '{"ErrorCode":60008}'],
  ['ErrorInfo of another type', '{"ActionStatus":"FAIL","ErrorCode":60008,"ErrorInfo":{"a":1}}'],
  ['an empty ErrorInfo', '{"ActionStatus":"FAIL","ErrorCode":60008,"ErrorInfo":""}'],
  ['ErrorCode twice, where the last counts', '{"ActionStatus":"OK","ErrorCode":0,"ErrorCode":60008}'],
])('believes the code, with %s', (_, text) => {
  expect(failureOf(text)).toMatchObject({ kind: 'UpstreamFailed', errorCode: 60008, errorInfo: undefined });
});

test('gives the caller an unknown code with its text, and the log the code and the beginning of the text', () => {
  const text = 'a'.repeat(150) + 'b'.repeat(150);
  const failure = failureOf(JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: 12345, ErrorInfo: text }));
  expect(failure).toMatchObject({ kind: 'UpstreamFailed', errorCode: 12345, errorInfo: text, recovery: undefined });
  expect(failure.message).toBe(`Chat: the undocumented code 12345, "${text.slice(0, 200)}".`);
});

test('gives the caller only the beginning of a long text', () => {
  const { errorInfo = '' } = failureOf(
    JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: 50002, ErrorInfo: 'a'.repeat(100_000) }),
  );
  expect(errorInfo).toMatch(/^a{1,1000}$/);
});

test('quotes nothing of the answer in what can be logged', () => {
  const texts = [
    '<html>canary</html>',
    'canary',
    '{"canary":',
    '{"ActionStatus":"canary","ErrorCode":0}',
    '{"ErrorCode":"canary"}',
  ];
  for (const text of texts) expect(everythingOf(failureOf(text))).not.toContain('canary');
  const failure = failureOf('{"ActionStatus":"FAIL","ErrorCode":50002,"ErrorInfo":"canary"}');
  expect(failure.message).not.toContain('canary');
});
