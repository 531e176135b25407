import { afterEach, expect, test, vi } from 'vitest';
import { createLog } from '#shared/observability/log';
import { contextOf } from '#test/served-api';

const written: string[] = [];

/** What goes to standard output, which is the log of a Lambda function. */
const capture = () => {
  const keep = (text: string | Uint8Array) => {
    written.push(String(text));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
};

afterEach(() => {
  vi.restoreAllMocks();
  written.length = 0;
});

test('writes a line of JSON with the ids of the invocation and the fields given', () => {
  const context = contextOf();
  const log = createLog('pin-conversations');
  capture();
  log.begin(context);
  log.warn('The call failed', { kind: 'NotFound', errorCode: 50001, source: { messageId: 'm-1' } });
  expect(written.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 'WARN',
      message: 'The call failed',
      service: 'pin-conversations',
      function_request_id: context.awsRequestId,
      kind: 'NotFound',
      errorCode: 50001,
      source: { messageId: 'm-1' },
    },
  ]);
});

test('has a level for what is served, what failed and what an operator has to fix', () => {
  const log = createLog('pin-conversations');
  capture();
  log.info('served');
  log.warn('failed');
  log.error('to fix');
  expect(written.map((line) => JSON.parse(line).level)).toEqual(['INFO', 'WARN', 'ERROR']);
});
