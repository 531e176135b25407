import { expect, test } from 'vitest';
import { createSecretVersion } from '#shared/credentials/secret-version';
import { Failure } from '#shared/failures/failure';
import { seededCredential } from '#test/served-api';
import { createManualClock } from '#test/shared/manual-clock';

const lifetime = 1_000;

/** A version that is read from `secret`, and the events of its reads. */
const createBench = (mayBeAbsent = false) => {
  const clock = createManualClock();
  const secret: { key: string | Error } = { key: 'A' };
  const events: string[] = [];
  const version = createSecretVersion({
    clock,
    mayBeAbsent,
    onEvent: (event) => events.push(event),
    read: async () => {
      if (secret.key instanceof Error) throw secret.key;
      return { ...seededCredential, secretKey: secret.key };
    },
  });
  return { clock, secret, events, version, key: async () => (await version.get(lifetime))?.secretKey };
};

test('is read once by all who ask, and again when it is too old', async () => {
  const { clock, secret, events, key } = createBench();
  expect(await Promise.all([key(), key()])).toEqual(['A', 'A']);
  secret.key = 'B';
  await clock.advance(lifetime - 1);
  expect(await key()).toBe('A');
  await clock.advance(1);
  expect(await key()).toBe('B');
  expect(events).toEqual(['read', 'read']);
});

test('is read again once it has expired', async () => {
  const { secret, version, key } = createBench();
  await key();
  secret.key = 'B';
  version.expire();
  expect(await key()).toBe('B');
});

test('serves on what is known when it cannot be read', async () => {
  const { clock, secret, events, key } = createBench();
  await key();
  secret.key = new Error('down');
  await clock.advance(lifetime);
  expect(await key()).toBe('A');
  expect(events).toEqual(['read', 'stale']);
});

test('makes nothing up: a first read that fails is not kept', async () => {
  const { secret, key } = createBench();
  secret.key = new Error('down');
  await expect(key()).rejects.toThrow('down');
  secret.key = 'A';
  expect(await key()).toBe('A');
});

test('is not reported as unusable if it may be absent', async () => {
  const { secret, events, key } = createBench(true);
  secret.key = new Failure('Misconfigured', 'The secret is not JSON.');
  expect(await key()).toBeUndefined();
  expect(events).toEqual(['stale']);
});

test('may be absent', async () => {
  const { secret, key } = createBench(true);
  secret.key = new Error('down');
  expect(await key()).toBeUndefined();
});
