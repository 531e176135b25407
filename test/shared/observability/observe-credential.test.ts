import { expect, test } from 'vitest';
import { Failure } from '#shared/failures/failure';
import { observeCredential } from '#shared/observability/observe-credential';
import { createKeptLog, noMetrics } from '#test/served-api';

const observe = (...[event, failure]: Parameters<ReturnType<typeof observeCredential>>) => {
  const counted: string[] = [];
  const log = createKeptLog();
  observeCredential(log, { ...noMetrics, credential: (one) => void counted.push(one) })(event, failure);
  return { counted, lines: log.lines };
};

test('a new secret that cannot be used is an error that says what to do', () => {
  const failure = new Failure('Misconfigured', 'The secret is not JSON.', { action: 'Put JSON into it.' });
  expect(observe('unusable', failure)).toMatchObject({
    counted: ['unusable'],
    lines: [{ level: 'error', reason: 'The secret is not JSON.', action: 'Put JSON into it.' }],
  });
});

test.each(['read', 'stale', 'refused'] as const)('%s is counted and no line of its own', (event) => {
  expect(observe(event)).toEqual({ counted: [event], lines: [] });
});
