import { expect, test } from 'vitest';
import { printedBy } from '#test/shared/observability/printed-by';

/** What the metrics of a function print after these statements and a flush. */
const printedAfter = (statements: string) =>
  printedBy(
    `
      import { Failure } from '#shared/failures/failure';
      import { createMetrics } from '#shared/observability/metrics';
      const metrics = createMetrics('search-groups');
      const served = { duration: 12 };
      const throttled = { duration: 5, failure: new Failure('RateLimited', 'too frequent', { errorCode: 60018 }) };
      const answerOf = (failedItems) => ({ answer: { text: '{}', value: {}, failedItems } });
      const failureOf = (kind, errorCode) => ({ failure: new Failure(kind, 'it failed', { errorCode }) });
      ${statements}
      metrics.flush();
    `,
    { POWERTOOLS_SERVICE_NAME: 'chat-functions-prod' },
  );

test('counts a request and its calls to Chat', async () => {
  const printed = await printedAfter('metrics.request([throttled, served], answerOf([]));');
  expect(printed).toMatchObject([
    { service: 'chat-functions-prod', Calls: 1, Faults: 0, Attempts: 2, Throttles: 1, UpstreamTime: [5, 12] },
  ]);
  expect(printed[0]).not.toHaveProperty('Failures');
});

test('counts a failure by code, function and kind', async () => {
  expect(await printedAfter("metrics.request([served], failureOf('NotFound', 50001));")).toMatchObject([
    {
      service: 'chat-functions-prod',
      function: 'search-groups',
      kind: 'NotFound',
      errorCode: '50001',
      FailuresByCode: 1,
    },
    { service: 'chat-functions-prod', Calls: 1, Failures: 1, Faults: 0 },
  ]);
});

test.each(['UpstreamFailed', 'Misconfigured'])(
  'counts %s, which is not the caller’s doing, as a fault',
  async (kind) => {
    const printed = await printedAfter(`metrics.request([], failureOf('${kind}'));`);
    expect(printed.at(-1)).toMatchObject({ Calls: 1, Failures: 1, Faults: 1 });
  },
);

test('counts the kinds that have alarms by name', async () => {
  const printed = await printedAfter(`
    for (const kind of ['Misconfigured', 'RateLimited', 'NotFound']) metrics.request([], failureOf(kind));
  `);
  expect(printed.at(-1)).toMatchObject({ Failures: [1, 1, 1], Misconfigured: 1, RateLimited: 1 });
  expect(printed.at(-1)).not.toHaveProperty('NotFound');
});

test('counts the failed items of a successful call', async () => {
  const printed = await printedAfter(`
    metrics.request([served], answerOf([0, 1].map(() => ({ pointer: '', errorCode: 51007, errorInfo: '' }))));
  `);
  expect(printed).toMatchObject([{ Calls: 1, Faults: 0, FailedItems: 2 }]);
  expect(printed[0]).not.toHaveProperty('Failures');
});

test('counts the events of the credential', async () => {
  const printed = await printedAfter(`
    for (const event of ['read', 'refused', 'stale', 'unusable']) metrics.credential(event);
  `);
  expect(printed).toMatchObject([{ SecretReads: 1, RefusedCredentials: 1, StaleSecretReads: 1, Misconfigured: 1 }]);
});

test('counts every call of a large batch, in documents of the 100 values that CloudWatch takes', async () => {
  const printed = await printedAfter(`
    for (let code = 0; code < 250; code += 1) metrics.request([served], failureOf('UpstreamFailed', code));
  `);
  const valuesOf = (name: string) =>
    printed.map((document): unknown => (typeof document === 'object' && document && Reflect.get(document, name)) || []);
  expect(valuesOf('Calls').flat()).toHaveLength(250);
  expect(valuesOf('FailuresByCode').flat()).toHaveLength(250);
  expect(Math.max(...valuesOf('UpstreamTime').map((values) => [values].flat().length))).toBeLessThanOrEqual(100);
});

test('writes nothing if nothing was counted', async () => {
  expect(await printedAfter('')).toEqual([]);
});
