import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '#shared/failures/failure';
import { createMetrics } from '#shared/observability/metrics';

let written: Record<string, unknown>[];

beforeEach(() => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'chat-functions-prod');
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(JSON.parse(String(text)));
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const served = { duration: 12 };
const throttled = { duration: 5, failure: new Failure('RateLimited', 'too frequent', { errorCode: 60018 }) };

test('counts what was served, and what Chat was asked for it', () => {
  const metrics = createMetrics('search-groups');
  metrics.request([throttled, served], { answer: { text: '{}', value: {}, failedItems: [] } });
  metrics.flush();
  expect(written).toMatchObject([
    { service: 'chat-functions-prod', Calls: 1, Faults: 0, Attempts: 2, Throttles: 1, UpstreamTime: [5, 12] },
  ]);
  expect(written[0]).not.toHaveProperty('Failures');
});

test('counts a failure, and where and why by its code', () => {
  const metrics = createMetrics('search-groups');
  metrics.request([served], { failure: new Failure('NotFound', 'no such user', { errorCode: 50001 }) });
  metrics.flush();
  expect(written).toMatchObject([
    {
      service: 'chat-functions-prod',
      function: 'search-groups',
      kind: 'NotFound',
      errorCode: '50001',
      FailuresByCode: 1,
    },
    { service: 'chat-functions-prod', Calls: 1, Failures: 1 },
  ]);
});

test('counts a failure that is not the caller’s doing as a fault', () => {
  const metrics = createMetrics('search-groups');
  metrics.request([], { failure: new Failure('UpstreamFailed', 'Chat failed') });
  metrics.flush();
  expect(written.at(-1)).toMatchObject({ Calls: 1, Failures: 1, Faults: 1 });
});

test('counts the kinds that alarms are set on by name', () => {
  const metrics = createMetrics('search-groups');
  for (const kind of ['Misconfigured', 'RateLimited', 'NotFound'] as const) {
    metrics.request([], { failure: new Failure(kind, 'it failed') });
  }
  metrics.flush();
  expect(written.at(-1)).toMatchObject({ Failures: [1, 1, 1], Misconfigured: 1, RateLimited: 1 });
  expect(written.at(-1)).not.toHaveProperty('NotFound');
});

test('counts the items that failed in a call that was served', () => {
  const metrics = createMetrics('mark-conversations');
  const failedItems = [0, 1].map((index) => ({ pointer: `/ResultItem/${index}`, errorCode: 51007, errorInfo: '' }));
  metrics.request([served], { answer: { text: '{}', value: {}, failedItems } });
  metrics.flush();
  expect(written).toMatchObject([{ Calls: 1, Faults: 0, FailedItems: 2 }]);
  expect(written[0]).not.toHaveProperty('Failures');
});

test('counts what happens to the credential', () => {
  const metrics = createMetrics('search-groups');
  for (const event of ['read', 'refused', 'stale'] as const) metrics.credential(event);
  metrics.flush();
  expect(written).toMatchObject([{ SecretReads: 1, RefusedCredentials: 1, StaleSecretReads: 1 }]);
});

test('writes nothing when there is nothing to tell', () => {
  createMetrics('search-groups').flush();
  expect(written).toEqual([]);
});
