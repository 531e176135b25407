import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Attempt } from '#shared/chat/call';
import { type ChatClientOptions, createChatClient } from '#shared/chat/client';
import { type Clock, systemClock } from '#shared/clock';
import type { Credential } from '#shared/credentials/credential';
import { createCredentials } from '#shared/credentials/credentials';
import { asFailure, Failure } from '#shared/failures/failure';
import { type Region, regions } from '#shared/regions';
import type { Fault } from '#test/emulator/fault-plan';
import { startEmulator } from '#test/emulator/start-emulator';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { nowhere } from '#test/nowhere';
import { readSampleText } from '#test/read-sample';
import { seededCredential } from '#test/served-api';
import { everythingOf } from '#test/shared/everything-of';
import { createManualClock } from '#test/shared/manual-clock';

const second = 1_000;
const minute = 60 * second;
const regionNames = [
  'china',
  'singapore',
  'seoul',
  'tokyo',
  'frankfurt',
  'silicon-valley',
  'jakarta',
  'riyadh',
] as const;

/** How far the clock of the functions and of the emulator is ahead of the machine's. */
let ahead = 0;
const clock = { ...systemClock, now: () => Date.now() + ahead };

/** A clock that goes ten times as fast, for the waits of the back-off. */
const fastClock: Clock = {
  now: () => Date.now() * 10,
  wait: (milliseconds) => systemClock.wait(milliseconds / 10),
};

const emulator = await startEmulator({ clock: clock.now });
afterAll(() => emulator.close());
beforeEach(() => {
  ahead = 0;
  emulator.reset();
});

/** Every failure of this file, which must tell neither key nor signature to anyone. */
const failures: unknown[] = [];
afterEach(() => {
  for (const failure of failures.splice(0)) {
    expect(failure).toBeInstanceOf(Failure);
    expect(everythingOf(failure)).not.toMatch(/usersig|eJ[\w*-]{60}|(fa4e|beef){4}/);
  }
});

/** The versions of the secret. */
interface Secret {
  current: Credential;
  previous?: Credential;
}

interface BenchOptions extends Partial<Omit<ChatClientOptions, 'credentials'>> {
  readonly secret?: Secret;
  /** Milliseconds for each call. */
  readonly timeLeft?: number;
}

const pinSample = readSampleText(pinConversations.name);
const pin = JSON.parse(pinSample.request);
const search = JSON.parse(readSampleText(searchGroups.name).request);

/** A client of the emulator, with a list of what it tried. */
const createBench = ({ secret = { current: seededCredential }, timeLeft = 29_000, ...options }: BenchOptions = {}) => {
  const { clock: time = clock } = options;
  const credentials = createCredentials({
    clock: time,
    readSecret: async (stage) => (stage === 'AWSCURRENT' ? secret.current : secret.previous),
  });
  const baseUrl = 'baseUrl' in options ? options.baseUrl : emulator.url;
  const client = createChatClient({ api: pinConversations, ...options, clock: time, credentials, baseUrl });
  const attempts: Attempt[] = [];

  const call = (request = pin) =>
    client.call({
      request,
      deadline: time.now() + timeLeft,
      onAttempt: (attempt) => {
        attempts.push(attempt);
        if (attempt.failure) failures.push(attempt.failure);
      },
    });

  /** The kind of the failure of a call, or `served`. */
  const outcome = async (request = pin): Promise<string> => {
    try {
      await call(request);
      return 'served';
    } catch (error) {
      failures.push(error);
      return asFailure(error).kind;
    }
  };

  const outcomes = async (count: number): Promise<Record<string, number>> => {
    const kinds = await Promise.all(Array.from({ length: count }, () => outcome()));
    return Object.fromEntries(
      [...new Set(kinds)].map((kind) => [kind, kinds.filter((other) => other === kind).length]),
    );
  };
  return { client, secret, call, outcome, outcomes, attempts };
};

const arrivals = (): number[] => emulator.calls().map(({ arrivedAt }) => arrivedAt);

/** The most calls that arrived in any span of so many milliseconds, whichever moment it begins at. */
const mostIn = (span: number): number => {
  const times = arrivals();
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + span).length));
};

const gap = (index: number): number => (arrivals()[index] ?? 0) - (arrivals()[index - 1] ?? 0);

describe('a call', () => {
  test('is the documented one, and the answer is as Chat wrote it', async () => {
    const { call, attempts } = createBench();
    const answer = await call();
    expect(answer.text).toBe(pinSample.answer);
    expect(answer.value).toEqual(JSON.parse(pinSample.answer));
    expect(emulator.calls()).toMatchObject([
      {
        path: '/v4/recentcontact/top',
        bodyText: pinSample.request,
        signatureHeld: true,
        query: { sdkappid: '1400000000', identifier: 'administrator', contenttype: 'json' },
      },
    ]);
    expect(attempts).toEqual([{ duration: expect.any(Number) }]);
  });

  test('keeps numbers beyond 2^53 digit for digit, both ways', async () => {
    const { call } = createBench({ api: searchGroups });
    const answer = await call({ ...search, Id: JSON.rawJSON('144115214578713347') });
    expect(emulator.calls()[0]?.bodyText).toContain('"Id":144115214578713347');
    expect(answer.text).toContain('"GroupOwnerTinyID":144115214578713345');
    expect(JSON.stringify(answer.value)).toBe(answer.text);
    expect(JSON.stringify({ body: answer.value })).toContain('"GroupOwnerTinyID":144115214578713345');
  });

  test('waits longer than Chat itself, whose timeout is 3 s', async () => {
    emulator.fail({ kind: 'delay', milliseconds: 3_300 });
    const { outcome, attempts } = createBench();
    expect(await outcome()).toBe('served');
    expect(attempts).toHaveLength(1);
  });

  test.each(regionNames)('of an API that is not offered everywhere fails in %s unless it is there', async (region) => {
    const { outcome } = createBench({ api: searchGroups, secret: { current: { ...seededCredential, region } } });
    const offered = region === 'china' || region === 'singapore';
    expect(await outcome(search)).toBe(offered ? 'served' : 'NotEnabled');
    expect(emulator.calls()).toHaveLength(offered ? 1 : 0);
  });
});

describe('retries', () => {
  test.each<[string, Fault, { kind: string; calls: number }]>([
    ['code 51007', { kind: 'code', ErrorCode: 51007 }, { kind: 'NotFound', calls: 2 }],
    ['code 50002', { kind: 'code', ErrorCode: 50002 }, { kind: 'InvalidRequest', calls: 1 }],
    ['code 70009', { kind: 'code', ErrorCode: 70009 }, { kind: 'Misconfigured', calls: 1 }],
    ['an unknown code', { kind: 'code', ErrorCode: 99999 }, { kind: 'UpstreamFailed', calls: 1 }],
    ['HTTP 404', { kind: 'reply', status: 404 }, { kind: 'UpstreamFailed', calls: 1 }],
    ['code 60018', { kind: 'code', ErrorCode: 60018 }, { kind: 'RateLimited', calls: 4 }],
  ])('are as many as %s deserves, each with a random of its own', async (_, fault, { kind, calls }) => {
    emulator.fail({ ...fault, times: 'always' });
    const { outcome, attempts } = createBench({ clock: fastClock, timeLeft: 5 * minute });
    expect(await outcome()).toBe(kind);
    expect(emulator.calls()).toHaveLength(calls);
    expect(new Set(emulator.calls().map(({ query }) => query.random)).size).toBe(calls);
    expect(
      emulator.calls().every(({ signatureHeld, bodyText }) => signatureHeld && bodyText === pinSample.request),
    ).toBe(true);
    expect(attempts.map(({ failure }) => failure?.kind)).toEqual(Array(calls).fill(kind));
  });

  test('ride out connections that are cut for three seconds', async () => {
    emulator.fail({ kind: 'cut', times: 'always' });
    const { outcome, attempts } = createBench();
    const end = systemClock.wait(3 * second).then(() => emulator.reset());
    expect(await outcome()).toBe('served');
    expect(attempts.length).toBeLessThanOrEqual(13);
    await end;
  });

  test('end with the first answer', async () => {
    emulator.fail({ kind: 'cut' });
    emulator.fail({ kind: 'code', ErrorCode: 60008 });
    const { call, attempts } = createBench();
    expect((await call()).text).toBe(pinSample.answer);
    expect(attempts.map(({ failure }) => failure?.kind)).toEqual(['UpstreamFailed', 'UpstreamFailed', undefined]);
  });

  test('show the last failure', async () => {
    for (const ErrorCode of [60008, 60008, 50002]) emulator.fail({ kind: 'code', ErrorCode });
    const { outcome } = createBench();
    expect(await outcome()).toBe('InvalidRequest');
  });
});

describe('a call that adds', () => {
  const adding = { ...pinConversations, effect: 'adds' } as const;

  test.each<[string, Fault]>([
    ['whose connection is cut when it was carried out', { kind: 'cut', carriedOut: true }],
    ['whose answer does not come', { kind: 'delay', milliseconds: 20_000 }],
    ['whose answer is half', { kind: 'half' }],
    ['whose answer is not JSON', { kind: 'reply', body: '<html></html>' }],
    ['that ends with HTTP 502', { kind: 'reply', status: 502 }],
    ['that times out inside Chat', { kind: 'code', ErrorCode: 60008 }],
  ])('%s is sent once, and its outcome is unknown', async (_, fault) => {
    emulator.fail({ ...fault, times: 'always' });
    const { outcome } = createBench({ api: adding, timeLeft: 2_500 });
    expect(await outcome()).toBe('OutcomeUnknown');
    expect(emulator.calls()).toHaveLength(1);
  });

  test('is sent again when Chat has not seen it, or says that there are too many', async () => {
    const { outcome, attempts } = createBench({ api: adding, baseUrl: nowhere, timeLeft: 1_500 });
    expect(await outcome()).toBe('UpstreamFailed');
    expect(attempts.length).toBeGreaterThan(1);
    emulator.fail({ kind: 'code', ErrorCode: 60018 });
    expect(await createBench({ api: adding }).outcome()).toBe('served');
    expect(emulator.calls()).toHaveLength(2);
  });

  test('is sent once when Chat may find next time what it has not found', async () => {
    emulator.fail({ kind: 'code', ErrorCode: 51007, times: 'always' });
    expect(await createBench({ api: adding }).outcome()).toBe('NotFound');
    expect(emulator.calls()).toHaveLength(1);
  });

  test('is not sent, and so has a known outcome, when no time is left', async () => {
    expect(await createBench({ api: adding, timeLeft: 900 }).outcome()).toBe('UpstreamTimeout');
    expect(emulator.calls()).toEqual([]);
  });
});

test('a code that says that an earlier attempt did it makes a retry a success, and a first attempt a failure', async () => {
  const { call, outcome } = createBench({ api: { ...pinConversations, doneWhen: { errorCode: 51009 } } });
  emulator.fail({ kind: 'cut', carriedOut: true });
  emulator.fail({ kind: 'code', ErrorCode: 51009, times: 2 });
  expect((await call()).value).toEqual({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' });
  expect(await outcome()).toBe('NotFound');
});

describe('the deadline', () => {
  test('ends an attempt', async () => {
    emulator.fail({ kind: 'delay', milliseconds: 20_000, times: 'always' });
    const { outcome, attempts } = createBench({ timeLeft: 1_500 });
    const start = performance.now();
    expect(await outcome()).toBe('UpstreamTimeout');
    expect(performance.now() - start).toBeLessThan(2_500);
    expect(attempts).toHaveLength(1);
  });

  test('leaves no room for a retry that could not end before it', async () => {
    emulator.fail({ kind: 'code', ErrorCode: 60008, times: 'always' });
    const { outcome, attempts } = createBench({ timeLeft: 1_090 });
    expect(await outcome()).toBe('UpstreamFailed');
    expect(attempts).toHaveLength(1);
  });

  test.each([0, -5_000])('lets nothing start with %d ms left', async (timeLeft) => {
    const { outcome } = createBench({ timeLeft });
    expect(await outcome()).toBe('UpstreamTimeout');
    expect(emulator.calls()).toEqual([]);
  });
});

describe('the rate', () => {
  test('is kept in any second by many concurrent calls', async () => {
    const { outcomes } = createBench({ api: { ...pinConversations, callsPerSecond: 20 } });
    expect(await outcomes(50)).toEqual({ served: 50 });
    // Arrivals are seen by a process that may stand still: pace.test.ts counts the starts.
    expect(mostIn(800)).toBeLessThanOrEqual(20);
  });

  test("is never over Chat's own for searches, however many there are", async () => {
    const time = createManualClock();
    const starts: number[] = [];
    const noting: typeof fetch = (...request) => {
      starts.push(time.now());
      return fetch(...request);
    };
    // To this Chat each call arrives when it starts, however long it is on its way.
    const chat = await startEmulator({ clock: () => starts.at(-1) ?? time.now() });
    onTestFinished(chat.close);
    const { outcome } = createBench({ api: searchGroups, clock: time, fetch: noting, baseUrl: chat.url });
    const searches = Array.from({ length: 5 }, (_, index) => outcome({ ...search, Keywords: [`${index}`] }));
    for (const each of searches) {
      expect(await each).toBe('served');
      // Half a second and the pace's margin, so that the next one starts.
      await time.advance(512.5);
    }
    expect(chat.calls().map(({ ErrorCode }) => ErrorCode)).toEqual(Array(5).fill(0));
  });

  test('fails at once, without a call, if its turn would come too late', async () => {
    const time = createManualClock(0);
    const starts: number[] = [];
    const answering = async () => {
      starts.push(time.now());
      return new Response(pinSample.answer);
    };
    const api = { ...pinConversations, callsPerSecond: 1 };
    const { call } = createBench({ api, clock: time, fetch: answering, timeLeft: 3_500 });
    const calls = Array.from({ length: 11 }, () => call());
    // The clock stands still: one that waited would not end.
    const refused = await Promise.all(calls.slice(3).map((each) => each.catch((error: unknown) => error)));
    failures.push(...refused);
    for (const failure of refused) expect(failure).toMatchObject({ kind: 'RateLimited', retryAfterSeconds: 4 });
    await time.advance(10_000);
    await Promise.all(calls.slice(0, 3));
    expect(starts).toEqual([0, 1_025, 2_050]);
  });

  test('of the whole process falls after Chat says too frequent', async () => {
    emulator.fail({ kind: 'code', ErrorCode: 60018 });
    const { outcome, attempts } = createBench();
    const first = outcome();
    await vi.waitUntil(() => attempts.length > 0);
    const others = Array.from({ length: 5 }, () => outcome());
    expect(await Promise.all([first, ...others])).toEqual(Array(6).fill('served'));
    const [refused = 0, ...later] = arrivals();
    expect(later).toHaveLength(6);
    expect(Math.min(...later) - refused).toBeGreaterThan(950);
  });

  test('waits as long as Retry-After says', async () => {
    emulator.fail({ kind: 'reply', status: 429, headers: { 'Retry-After': '2' } });
    const { outcome } = createBench();
    expect(await outcome()).toBe('served');
    expect(gap(1)).toBeGreaterThan(1_950);
  });

  test('does not make a caller wait for a Retry-After that is beyond its deadline', async () => {
    emulator.fail({ kind: 'reply', status: 429, headers: { 'Retry-After': '600' }, times: 'always' });
    const { outcome } = createBench();
    const start = performance.now();
    expect(await outcome()).toBe('RateLimited');
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(emulator.calls()).toHaveLength(1);
  });
});

describe('the standby domain', () => {
  /** A client of a region, whose domains are mapped to addresses of this machine. */
  const createRegionBench = (region: Region, addressOf: (host: string) => string, timeLeft = 29_000) => {
    const hosts: string[] = [];
    const mapped: typeof fetch = (input, init) => {
      const { origin, host, pathname, search: query } = new URL(String(input));
      hosts.push(origin);
      return fetch(`${addressOf(host)}${pathname}${query}`, init);
    };
    const secret = { current: { ...seededCredential, region } };
    return { hosts, ...createBench({ baseUrl: undefined, fetch: mapped, secret, timeLeft }) };
  };

  test.each(regionNames)('is of the same region and stays in use after a refused connection: %s', async (region) => {
    const { domain, standby } = regions[region];
    const { hosts, outcome } = createRegionBench(region, (host) => (host === domain ? nowhere : emulator.url));
    expect([await outcome(), await outcome()]).toEqual(['served', 'served']);
    expect(hosts).toEqual([domain, standby, standby].map((host) => `https://${host}`));
  });

  test('takes over from a domain that is silent, for all later calls', async () => {
    const silent = await startLoopbackServer(() => new Promise(() => undefined));
    const { domain, standby } = regions.singapore;
    const addressOf = (host: string) => (host === domain ? `http://${silent.address}` : emulator.url);
    const { hosts, outcome, outcomes } = createRegionBench('singapore', addressOf, 1_300);
    expect(await outcome()).toBe('UpstreamTimeout');
    expect(await outcomes(5)).toEqual({ served: 5 });
    expect(hosts).toEqual([domain, ...Array(5).fill(standby)].map((host) => `https://${host}`));
    await silent.close();
  });

  test('gives way to the first one when it fails itself', async () => {
    const { domain, standby } = regions.singapore;
    const { hosts, outcome } = createRegionBench('singapore', () => nowhere, 1_500);
    expect(await outcome()).toBe('UpstreamFailed');
    expect(hosts.slice(0, 3)).toEqual([domain, standby, domain].map((host) => `https://${host}`));
  });

  test.each<[string, Fault]>([
    ['HTTP 502', { kind: 'reply', status: 502 }],
    ['half an answer', { kind: 'half' }],
    ['a transient code', { kind: 'code', ErrorCode: 60008 }],
  ])('is left alone after %s, which is an HTTP answer', async (_, fault) => {
    emulator.fail({ ...fault, times: 2 });
    const { hosts, outcome } = createRegionBench('china', () => emulator.url);
    expect(await outcome()).toBe('served');
    expect(hosts).toEqual(Array(3).fill(`https://${regions.china.domain}`));
  });
});

test('warm reads the secret and opens a connection to the address in use', async () => {
  const requests: unknown[] = [];
  const server = await startLoopbackServer(async ({ method, url }, response) => {
    requests.push([method, url]);
    response.end('Welcome');
  });
  const { client } = createBench({ baseUrl: `http://${server.address}` });
  await client.warm();
  expect(requests).toEqual([['GET', '/']]);
  await server.close();
});

test('warm makes the signature that the first call sends', async () => {
  let now = 1_800_000_000_000;
  const signatures: (string | null)[] = [];
  const options: BenchOptions = {
    clock: { ...systemClock, now: () => now },
    fetch: async (address) => {
      signatures.push(new URL(new Request(address).url).searchParams.get('usersig'));
      return new Response(pinSample.answer);
    },
  };
  const warm = createBench(options);
  await warm.client.warm();
  await createBench(options).call();
  now += 60 * minute;
  await warm.call();
  const [whileOpening, made, reused] = signatures;
  expect(whileOpening).toBeNull();
  expect(reused).toBe(made);
});

describe('a rotation', () => {
  const withKey = (secretKey: string): Credential => ({ ...seededCredential, secretKey });
  const [old, next] = [withKey('fa4e'.repeat(16)), withKey('beef'.repeat(16))];
  /** The most calls that are on their way when the first answer comes: the pace starts one every 5 ms. */
  const inFlight = 10;
  const refused = () => emulator.calls().filter(({ signatureHeld }) => !signatureHeld).length;

  test('that begins in Secrets Manager fails no call and costs few refused signatures', async () => {
    const { secret, outcomes } = createBench({ secret: { current: old } });
    expect(await outcomes(20)).toEqual({ served: 20 });
    Object.assign(secret, { current: next, previous: old });
    ahead = 6 * minute;
    expect(await outcomes(20)).toEqual({ served: 20 });
    const before = refused();
    expect(before).toBeLessThanOrEqual(inFlight);
    emulator.rotateKey(next.secretKey);
    expect(await outcomes(1)).toEqual({ served: 1 });
    expect(await outcomes(20)).toEqual({ served: 20 });
    expect(refused()).toBe(before + 1);
  });

  test('that begins in Secrets Manager serves a process that starts in it', async () => {
    const { outcomes } = createBench({ secret: { current: next, previous: old } });
    expect(await outcomes(20)).toEqual({ served: 20 });
    expect(refused()).toBeLessThanOrEqual(inFlight);
  });

  test('serves the calls that are in flight', async () => {
    const { secret, outcomes } = createBench({ secret: { current: old } });
    expect(await outcomes(1)).toEqual({ served: 1 });
    Object.assign(secret, { current: next, previous: old });
    emulator.fail({ kind: 'rotatedKey', secretKey: next.secretKey });
    expect(await outcomes(8)).toEqual({ served: 8 });
    expect(refused()).toBeLessThanOrEqual(8);
  });

  test('that begins in Chat is a misconfiguration until the secret follows', async () => {
    const { secret, outcomes } = createBench({ secret: { current: old } });
    expect(await outcomes(5)).toEqual({ served: 5 });
    emulator.rotateKey(next.secretKey);
    expect(await outcomes(1)).toEqual({ Misconfigured: 1 });
    expect(await outcomes(20)).toEqual({ Misconfigured: 20 });
    expect(refused()).toBe(1);
    Object.assign(secret, { current: next, previous: old });
    ahead = 5 * second;
    expect(await outcomes(20)).toEqual({ served: 20 });
    expect(refused()).toBe(1);
  });

  test('of no kind makes a wrong key right: few calls a minute arrive', async () => {
    const { outcomes } = createBench({ secret: { current: next } });
    expect(await outcomes(50)).toEqual({ Misconfigured: 50 });
    const before = emulator.calls().length;
    expect(before).toBeLessThanOrEqual(inFlight);
    ahead = 55 * second;
    expect(await outcomes(50)).toEqual({ Misconfigured: 50 });
    expect(emulator.calls()).toHaveLength(before);
    ahead = minute + second;
    expect(await outcomes(50)).toEqual({ Misconfigured: 50 });
    expect(emulator.calls().length).toBeLessThanOrEqual(before + inFlight);
  });

  test('does not end a lockout (70050): nothing arrives for a minute', async () => {
    emulator.fail({ kind: 'code', ErrorCode: 70050 });
    const { secret, outcomes } = createBench({ secret: { current: old } });
    expect(await outcomes(1)).toEqual({ Misconfigured: 1 });
    secret.current = next;
    ahead = 55 * second;
    expect(await outcomes(20)).toEqual({ Misconfigured: 20 });
    expect(emulator.calls()).toHaveLength(1);
    secret.current = old;
    ahead = minute + second;
    expect(await outcomes(20)).toEqual({ served: 20 });
    expect(refused()).toBe(0);
  });
});
