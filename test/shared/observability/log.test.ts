import { expect, test } from 'vitest';
import { contextOf } from '#test/served-api';
import { printedBy } from '#test/shared/observability/printed-by';

test('writes a line of JSON with the ids of the invocation and the fields given', async () => {
  const context = contextOf();
  const lines = await printedBy(`
    import { createLog } from '#shared/observability/log';
    const log = createLog('pin-conversations');
    log.begin(${JSON.stringify(context)});
    log.warn('The call failed', { kind: 'NotFound', errorCode: 50001, source: { messageId: 'm-1' } });
  `);
  expect(lines).toMatchObject([
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

test('has a level for successes, failures and what an operator must fix', async () => {
  const lines = await printedBy(`
    import { createLog } from '#shared/observability/log';
    const log = createLog('pin-conversations');
    log.info('served');
    log.warn('failed');
    log.error('to fix');
  `);
  expect(lines).toMatchObject([{ level: 'INFO' }, { level: 'WARN' }, { level: 'ERROR' }]);
});
