import { describe, expect, test } from 'vitest';
import type { Credential } from '#shared/credentials/credential';
import { type CredentialEvent, createCredentials } from '#shared/credentials/credentials';
import type { SecretStage } from '#shared/credentials/secret';
import { Failure } from '#shared/failures/failure';
import { seededCredential } from '#test/served-api';
import { createManualClock } from '#test/shared/manual-clock';

const second = 1_000;
const minute = 60 * second;

const withKey = (secretKey: string): Credential => ({ ...seededCredential, secretKey });
const ofApp = (sdkAppId: number): Credential => ({ ...seededCredential, sdkAppId });
const unreachable = new Failure('CredentialsUnavailable', 'Secrets Manager cannot be reached.');
const refusal = (errorCode = 70009) =>
  new Failure('Misconfigured', 'Chat: bad signature.', { errorCode, recovery: 'renew-credential' });

interface Secret {
  current: string | Failure;
  previous?: string | Failure;
}

/** A secret and a Chat that can be changed, the keeper between them, and what each has seen. */
const createBench = (secret: Secret, chat: { key: string } = { key: 'A' }) => {
  const clock = createManualClock();
  const reads: { stage: SecretStage; at: number }[] = [];
  const attempts: { key: string; at: number }[] = [];
  const events: CredentialEvent[] = [];
  const credentials = createCredentials({
    clock,
    onEvent: (event) => events.push(event),
    readSecret: async (stage) => {
      reads.push({ stage, at: clock.now() });
      const version = stage === 'AWSCURRENT' ? secret.current : secret.previous;
      await clock.wait(10);
      if (version instanceof Failure) throw version;
      return version === undefined ? undefined : withKey(version);
    },
  });

  /** One call: the kind of its failure, or the key with which Chat served it. */
  const use = async (): Promise<string> => {
    try {
      return await credentials.use(async ({ secretKey }) => {
        attempts.push({ key: secretKey, at: clock.now() });
        const right = chat.key;
        await clock.wait(20);
        if (secretKey !== right) throw refusal();
        return secretKey;
      });
    } catch (error) {
      if (error instanceof Failure) return error.kind;
      throw error;
    }
  };

  /** So many calls at once. */
  const useAll = async (count: number): Promise<string[]> => {
    const calls = Promise.all(Array.from({ length: count }, use));
    await clock.advance(second);
    return calls;
  };

  /** A call every so many milliseconds for a while. */
  const useEvery = async (pause: number, duration: number): Promise<string[]> => {
    const calls: Promise<string>[] = [];
    for (let passed = 0; passed < duration; passed += pause) {
      calls.push(use());
      await clock.advance(pause);
    }
    await clock.advance(second);
    return Promise.all(calls);
  };

  const count = (key: string) => attempts.filter((attempt) => attempt.key === key).length;
  const countReads = (stage: SecretStage) => reads.filter((read) => read.stage === stage).length;
  return { clock, secret, chat, credentials, reads, attempts, events, use, useAll, useEvery, count, countReads };
};

/** The most events in any span of so many milliseconds. */
const mostWithin = (span: number, events: readonly { at: number }[]): number =>
  Math.max(0, ...events.map(({ at }) => events.filter((other) => other.at >= at && other.at < at + span).length));

const only = (answer: string, answers: readonly string[]) => expect([...new Set(answers)]).toEqual([answer]);

describe('reading', () => {
  test('is done once for many cold calls', async () => {
    const { useAll, reads } = createBench({ current: 'A' });
    only('A', await useAll(50));
    expect(reads).toHaveLength(1);
  });

  test('is done once by warm and the first call together', async () => {
    const { credentials, useAll, reads } = createBench({ current: 'A' });
    credentials.warm();
    only('A', await useAll(5));
    expect(reads).toHaveLength(1);
  });

  test('of warm fails in silence and is not kept', async () => {
    const { secret, credentials, clock, useAll, reads } = createBench({ current: unreachable });
    credentials.warm();
    await clock.advance(second);
    secret.current = 'A';
    only('A', await useAll(1));
    expect(reads).toHaveLength(2);
  });

  test('is done again when the lifetime is over, and not before', async () => {
    const { useEvery, countReads } = createBench({ current: 'A' });
    only('A', await useEvery(10 * second, 4 * minute + 50 * second));
    expect(countReads('AWSCURRENT')).toBe(1);
    only('A', await useEvery(10 * second, 15 * minute));
    expect(countReads('AWSCURRENT')).toBe(4);
    expect(countReads('AWSPREVIOUS')).toBe(0);
  });

  test('that fails is not kept: the next call reads again', async () => {
    const { secret, useAll, countReads } = createBench({ current: unreachable });
    only('CredentialsUnavailable', await useAll(20));
    expect(countReads('AWSCURRENT')).toBe(1);
    secret.current = 'A';
    only('A', await useAll(20));
  });

  test('that fails leaves what is known in use, and is seen', async () => {
    const { secret, events, useAll, useEvery, countReads } = createBench({ current: 'A' });
    await useAll(1);
    secret.current = unreachable;
    only('A', await useEvery(10 * second, 30 * minute));
    expect(events).toContain('stale');
    expect(countReads('AWSCURRENT')).toBeLessThanOrEqual(1 + 6);
  });

  test('finds a changed secret within its lifetime', async () => {
    const { secret, chat, useAll, useEvery } = createBench({ current: 'A' });
    await useAll(1);
    Object.assign(secret, { current: 'B', previous: 'A' });
    chat.key = 'B';
    only('B', await useEvery(10 * second, 10 * minute));
  });
});

describe('a rotation that begins in Secrets Manager', () => {
  test('is not noticed by any caller, before and after Chat takes the new key', async () => {
    const { secret, chat, useEvery } = createBench({ current: 'A' });
    only('A', await useEvery(second, minute));
    Object.assign(secret, { current: 'B', previous: 'A' });
    only('A', await useEvery(second, 20 * minute));
    chat.key = 'B';
    only('B', await useEvery(second, 20 * minute));
  });

  test('tries the new key at most once a minute, and reads the version before at a bounded rate', async () => {
    const { secret, attempts, reads, useEvery } = createBench({ current: 'A' });
    await useEvery(second, minute);
    Object.assign(secret, { current: 'B', previous: 'A' });
    await useEvery(second, 20 * minute);
    expect(
      mostWithin(
        minute,
        attempts.filter(({ key }) => key === 'B'),
      ),
    ).toBe(1);
    expect(mostWithin(5 * second, reads)).toBeLessThanOrEqual(2);
  });

  test('serves a process that starts in the middle of it', async () => {
    const { useAll, useEvery, count } = createBench({ current: 'B', previous: 'A' });
    only('A', await useAll(1));
    only('A', await useAll(50));
    only('A', await useEvery(second, 50 * second));
    expect(count('B')).toBe(1);
  });

  test('is over as soon as Chat takes the key that it refused a moment before', async () => {
    const { chat, clock, useAll } = createBench({ current: 'B', previous: 'A' });
    only('A', await useAll(1));
    await clock.advance(5 * second);
    chat.key = 'B';
    only('B', await useAll(5));
  });

  test('serves the calls that are in flight when Chat takes the new key', async () => {
    const { chat, clock, secret, use, useAll, count } = createBench({ current: 'A' });
    await useAll(1);
    Object.assign(secret, { current: 'B', previous: 'A' });
    await clock.advance(5 * minute);
    chat.key = 'B';
    const calls = Array.from({ length: 10 }, use);
    await clock.advance(5);
    only('B', await useAll(10));
    only('B', await Promise.all(calls));
    expect(count('A')).toBeLessThanOrEqual(1 + 10);
  });
});

describe('a rotation that begins in Chat', () => {
  test('is a misconfiguration until the secret follows, and over within seconds', async () => {
    const { chat, secret, useAll, useEvery, count } = createBench({ current: 'A' });
    await useAll(1);
    chat.key = 'B';
    only('Misconfigured', await useEvery(second, 40 * second));
    expect(count('A')).toBe(1 + 1);
    Object.assign(secret, { current: 'B', previous: 'A' });
    const answers = await useEvery(second, 20 * second);
    expect(answers.slice(6)).toEqual(Array(14).fill('B'));
  });

  test('costs one attempt with each old key a minute and a bounded rate of reads while it lasts', async () => {
    const { chat, attempts, reads, useAll, useEvery } = createBench({ current: 'A', previous: 'Z' });
    await useAll(1);
    chat.key = 'B';
    await useEvery(500, 5 * minute);
    for (const key of ['A', 'Z']) {
      const later = attempts.slice(1).filter((attempt) => attempt.key === key);
      expect(mostWithin(minute, later)).toBe(1);
    }
    for (const stage of ['AWSCURRENT', 'AWSPREVIOUS']) {
      const ofStage = reads.slice(1).filter((read) => read.stage === stage);
      expect(mostWithin(5 * second, ofStage)).toBeLessThanOrEqual(1);
    }
  });

  test('tries the version before once a minute, also when the current one is refused again', async () => {
    const { chat, secret, useAll, useEvery, count } = createBench({ current: 'A' });
    await useAll(1);
    chat.key = 'B';
    only('Misconfigured', await useEvery(second, 30 * second));
    secret.previous = 'Z';
    only('Misconfigured', await useEvery(second, 40 * second));
    expect([count('A'), count('Z')]).toEqual([1 + 2, 1]);
  });

  test('is counted once, though many calls were waiting for their turn', async () => {
    const { credentials, clock, events } = createBench({ current: 'A' });
    const calls = Array.from({ length: 5 }, (_, index) =>
      credentials.use(async (credential) => {
        await clock.wait(index);
        throw credentials.refusalOf(credential) ?? refusal();
      }),
    );
    const [outcomes] = await Promise.all([Promise.allSettled(calls), clock.advance(second)]);
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(events.filter((event) => event === 'refused')).toHaveLength(1);
  });

  test('fails no call when the secret followed already', async () => {
    const { chat, clock, secret, useAll } = createBench({ current: 'A' });
    await useAll(1);
    await clock.advance(minute);
    chat.key = 'B';
    Object.assign(secret, { current: 'B', previous: 'A' });
    only('B', await useAll(10));
  });
});

describe('a wrong key', () => {
  test('is tried once a minute', async () => {
    const { useAll, useEvery, count } = createBench({ current: 'wrong' });
    only('Misconfigured', await useAll(1));
    only('Misconfigured', await useAll(50));
    only('Misconfigured', await useEvery(second, 58 * second));
    expect(count('wrong')).toBe(1);
    only('Misconfigured', await useAll(1));
    only('Misconfigured', await useAll(50));
    expect(count('wrong')).toBe(2);
  });

  test('stays known when Secrets Manager cannot be reached', async () => {
    const { secret, useAll, useEvery, count } = createBench({ current: 'wrong', previous: unreachable });
    await useAll(1);
    secret.current = unreachable;
    only('Misconfigured', await useEvery(second, 50 * second));
    expect(count('wrong')).toBe(1);
  });

  test('is not tried again within the minute because the secret went to another and back', async () => {
    const { secret, useAll, useEvery, count } = createBench({ current: 'wrong' });
    await useAll(1);
    secret.current = 'wrong, too';
    await useEvery(second, 10 * second);
    secret.current = 'wrong';
    await useEvery(second, 10 * second);
    expect(count('wrong, too')).toBe(1);
    expect(count('wrong')).toBe(1);
  });

  test('that the secret goes back to does not take the place of the right one', async () => {
    const { secret, clock, useAll, count } = createBench({ current: 'wrong', previous: 'A' });
    only('A', await useAll(1));
    secret.current = 'A';
    await clock.advance(5 * minute);
    only('A', await useAll(1));
    secret.current = 'wrong';
    await clock.advance(5 * minute);
    only('A', await useAll(1));
    only('A', await useAll(5));
    expect(count('wrong')).toBe(1);
  });
});

test('a clock that is set back keeps neither an old secret nor a refusal', async () => {
  const { clock, chat, secret, useAll } = createBench({ current: 'wrong' });
  only('Misconfigured', await useAll(1));
  await clock.advance(-60 * minute);
  secret.current = 'A';
  only('A', await useAll(1));
  chat.key = 'B';
  only('Misconfigured', await useAll(1));
  await clock.advance(-60 * minute);
  chat.key = 'A';
  only('A', await useAll(1));
});

describe('a lockout (70050)', () => {
  const locked = new Failure('Misconfigured', 'Chat: too many.', { errorCode: 70050, recovery: 'hold' });

  test('holds every call for a minute, with another key too', async () => {
    const { credentials, secret, clock, useEvery, attempts } = createBench({ current: 'A' });
    const call = credentials.use(() => Promise.reject(locked)).catch((error: unknown) => error);
    await clock.advance(second);
    expect(await call).toBe(locked);
    secret.current = 'B';
    only('Misconfigured', await useEvery(second, 58 * second));
    expect(attempts).toEqual([]);
  });

  test('is over after the minute', async () => {
    const { credentials, clock, useAll } = createBench({ current: 'A' });
    const call = credentials.use(() => Promise.reject(locked)).catch((error: unknown) => error);
    await clock.advance(minute + second);
    expect(await call).toBe(locked);
    only('A', await useAll(3));
  });
});

describe('another failure', () => {
  test.each([
    ['of the network', new Failure('UpstreamFailed', 'The connection broke.', { recovery: 'retry' })],
    ['of the caller', new Failure('NotFound', 'Chat: no such account.', { errorCode: 50001 })],
    ['of ours', new TypeError('x is not a function')],
  ])('%s goes to the caller, and the next one is served', async (_, failure) => {
    const { credentials, clock, events, useAll } = createBench({ current: 'A' });
    const call = credentials.use(() => Promise.reject(failure)).catch((error: unknown) => error);
    await clock.advance(second);
    expect(await call).toBe(failure);
    only('A', await useAll(3));
    expect(events).toEqual(['read']);
  });
});

describe('a code that may also mean a user id', () => {
  const suspicion = new Failure('NotFound', 'Chat: no such user id, or a bad identifier.', {
    errorCode: 60004,
    recovery: 'suspect-credential',
  });

  /** One call that Chat refuses with some keys: for a user id, unless it says which. */
  const useOddly = async (
    { credentials, clock }: ReturnType<typeof createBench>,
    refuses = (_key: string) => suspicion,
  ) => {
    const keys: string[] = [];
    const call = credentials
      .use(async ({ secretKey }) => {
        keys.push(secretKey);
        throw refuses(secretKey);
      })
      .catch((error: unknown) => error);
    await clock.advance(second);
    return { keys, failure: await call };
  };

  test('is the failure of that request alone, and puts no key aside however often it comes', async () => {
    const bench = createBench({ current: 'A' });
    for (let count = 0; count < 20; count += 1) {
      expect(await useOddly(bench)).toEqual({ keys: ['A'], failure: suspicion });
    }
    only('A', await bench.useAll(3));
    expect(bench.events).not.toContain('refused');
    expect(mostWithin(5 * second, bench.reads)).toBeLessThanOrEqual(2);
  });

  test('is tried once with another key, which serves from then on if it is the right one', async () => {
    const bench = createBench({ current: 'A' });
    await bench.useAll(1);
    Object.assign(bench.secret, { current: 'B', previous: 'A' });
    bench.chat.key = 'B';
    await bench.clock.advance(5 * second);
    const served = bench.credentials.use(async ({ secretKey }) => {
      if (secretKey === 'A') throw suspicion;
      return secretKey;
    });
    await bench.clock.advance(second);
    expect(await served).toBe('B');
    only('B', await bench.useAll(3));
    expect(bench.count('A')).toBe(1);
  });

  test('leaves the version before in use when that is the right one', async () => {
    const bench = createBench({ current: 'A', previous: 'Z' }, { key: 'Z' });
    const served = bench.credentials.use(async ({ secretKey }) => {
      if (secretKey === 'A') throw suspicion;
      return secretKey;
    });
    await bench.clock.advance(second);
    expect(await served).toBe('Z');
    only('Z', await bench.useAll(3));
    expect(bench.count('A')).toBe(0);
  });

  test('stays that failure when the other key is refused, which is tried once a minute', async () => {
    const bench = createBench({ current: 'A', previous: 'Z' });
    const refuses = (key: string) => (key === 'Z' ? refusal() : suspicion);
    expect(await useOddly(bench, refuses)).toEqual({ keys: ['A', 'Z'], failure: suspicion });
    expect(await useOddly(bench, refuses)).toEqual({ keys: ['A'], failure: suspicion });
    only('A', await bench.useAll(3));
  });

  test('throws the failure with the other key if that is not a rejection', async () => {
    const lost = new Failure('OutcomeUnknown', 'Look whether it was carried out.');
    const refuses = (key: string) => (key === 'Z' ? lost : suspicion);
    expect((await useOddly(createBench({ current: 'A', previous: 'Z' }), refuses)).failure).toBe(lost);
  });
});

describe('another application in the secret', () => {
  const [old, next] = [ofApp(1_400_000_001), ofApp(1_400_000_002)];
  const suspicion = new Failure('NotFound', 'Chat: no such user id.', { recovery: 'suspect-credential' });

  const createAppBench = (secret: Record<SecretStage, Credential>) => {
    const clock = createManualClock();
    const credentials = createCredentials({ clock, readSecret: async (stage) => secret[stage] });
    const asked: number[] = [];
    const use = (refuses: (sdkAppId: number) => Failure | undefined = () => undefined) =>
      credentials.use(async ({ sdkAppId }) => {
        asked.push(sdkAppId);
        const failure = refuses(sdkAppId);
        if (failure) throw failure;
        return sdkAppId;
      });
    return { clock, secret, asked, use };
  };

  test.each([
    ['a user id that Chat does not know', suspicion],
    ['a refused key', refusal()],
  ])('never gives a request to the one before: %s', async (_, failure) => {
    const { asked, use } = createAppBench({ AWSCURRENT: next, AWSPREVIOUS: old });
    await expect(use((sdkAppId) => (sdkAppId === next.sdkAppId ? failure : undefined))).rejects.toBe(failure);
    expect(asked).toEqual([next.sdkAppId]);
  });

  test('serves from the next read on, and the one before not even when it is refused', async () => {
    const { clock, secret, asked, use } = createAppBench({ AWSCURRENT: old, AWSPREVIOUS: old });
    expect(await use()).toBe(old.sdkAppId);
    secret.AWSCURRENT = next;
    await clock.advance(5 * minute);
    expect(await use()).toBe(next.sdkAppId);
    await expect(use(() => refusal())).rejects.toMatchObject({ kind: 'Misconfigured' });
    expect(asked).toEqual([old, next, next].map(({ sdkAppId }) => sdkAppId));
  });
});

test('an unusable new version is reported once per read, and the old one stays in use', async () => {
  const { secret, events, useAll, useEvery } = createBench({ current: 'A' });
  await useAll(1);
  secret.current = new Failure('Misconfigured', 'The secret is not JSON.');
  only('A', await useEvery(10 * second, 11 * minute));
  expect(events).toEqual(['read', 'unusable', 'unusable']);
});

test('warm takes two seconds at most', async () => {
  const { credentials, clock } = createBench({ current: 'A' });
  expect(await Promise.all([credentials.warm(), clock.advance(20)])).toMatchObject([{ secretKey: 'A' }, undefined]);
  const slow = createCredentials({ clock, readSecret: () => clock.wait(minute).then(() => seededCredential) });
  expect(await Promise.all([slow.warm(), clock.advance(2 * second)])).toEqual([undefined, undefined]);
});

test('reports the events of the credential', async () => {
  const { events, useAll } = createBench({ current: 'B', previous: 'A' });
  await useAll(1);
  expect(events).toEqual(['read', 'refused', 'read']);
});
