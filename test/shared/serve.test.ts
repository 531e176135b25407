import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { Failure } from '#shared/failures/failure';
import { createServices, serve } from '#shared/serve';
import { callers, callOverHttp, serveForTest } from '#test/call-served';
import type { FaultKind } from '#test/emulator/faults';
import { startEmulator } from '#test/emulator/start-emulator';
import { startSecretsManager } from '#test/local/secrets-manager';
import { nowhere } from '#test/nowhere';
import { readSampleText } from '#test/read-sample';
import { seededCredential } from '#test/served-api';

const groupSearchSample = readSampleText(searchGroups.name);
const pinSample = readSampleText(pinConversations.name);

const sample = pinSample.request;

/** What is no answer of Chat, of many kinds that the tests of the client's parts have. */
const notProtocol: readonly (readonly [string, FaultKind])[] = [
  ['HTML', { kind: 'reply', body: '<html><body>502 Bad Gateway</body></html>' }],
  ['a connection that is cut', { kind: 'cut' }],
];

describe.each(callers)('called %s', (_, call) => {
  test.each(notProtocol)('%s is UpstreamFailed', async (_, fault) => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ ...fault, times: 'always' });
    const { kind, problem, text } = await call(served, sample, 3_000);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['UpstreamFailed', 502, 502]);
    expect(text).not.toMatch(/html|usersig|127\.0\.0\.1/i);
  });

  test.each([
    ['another content type', { kind: 'contentType' }],
    ['gzip', { kind: 'gzip' }],
    ['a little late', { kind: 'delay', milliseconds: 200 }],
  ] as const)('the right answer in %s is served', async (_, fault) => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail(fault);
    expect((await call(served, sample)).text).toBe(pinSample.answer);
  });

  test.each([
    ['no answer', { kind: 'delay', milliseconds: 60_000 }],
    ['an answer byte by byte', { kind: 'drip', milliseconds: 500 }],
  ] as const)('%s in the time left is UpstreamTimeout', async (_, fault) => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ ...fault, times: 'always' });
    const start = Date.now();
    const { kind, problem } = await call(served, sample, 2_000);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['UpstreamTimeout', 504, 504]);
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  test('with no time left Chat is not asked', async () => {
    const served = await serveForTest(pinConversations);
    expect((await call(served, sample, 600)).kind).toBe('UpstreamTimeout');
    expect(served.emulator.calls()).toEqual([]);
  });

  test('a Chat that is away is UpstreamFailed', async () => {
    const served = await serveForTest(pinConversations, { baseUrl: nowhere });
    expect(await call(served, sample, 3_000)).toMatchObject({ kind: 'UpstreamFailed', problem: { status: 502 } });
  });

  test('a code that no table has is UpstreamFailed, with the code kept', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'code', ErrorCode: 123456, ErrorInfo: 'something new' });
    const { kind, problem } = await call(served, sample, 3_000);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['UpstreamFailed', 502, 123456]);
  });

  test('a transient fault is retried, each time as a separate call', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'cut' });
    served.emulator.fail({ kind: 'code', ErrorCode: 60008 });
    expect((await call(served, sample)).text).toBe(pinSample.answer);
    const randoms = served.emulator.calls().map(({ query }) => query.random);
    expect(randoms).toHaveLength(3);
    expect(new Set(randoms).size).toBe(3);
  });

  test('what the caller did is not tried again', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'code', ErrorCode: 50002, times: 'always' });
    expect((await call(served, sample)).kind).toBe('InvalidRequest');
    expect(served.emulator.calls()).toHaveLength(1);
  });

  test('a wrong key is Misconfigured, and the caller learns nothing of it', async () => {
    const served = await serveForTest(pinConversations, {
      readSecret: async () => ({ ...seededCredential, secretKey: 'b0de'.repeat(16) }),
    });
    const { kind, problem, text } = await call(served, sample);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['Misconfigured', 500, 500]);
    expect(text).not.toMatch(/70009|UserSig|signature|secret|key|administrator|1400000000/i);
  });

  test('a secret that cannot be read is CredentialsUnavailable, and is read again for the next call', async () => {
    let broken = true;
    const served = await serveForTest(pinConversations, {
      readSecret: async () => {
        if (broken) throw new Failure('CredentialsUnavailable', 'Secrets Manager did not return the secret (hidden).');
        return seededCredential;
      },
    });
    const { kind, problem, text } = await call(served, sample);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['CredentialsUnavailable', 503, 503]);
    expect(text).not.toContain('hidden');
    broken = false;
    expect((await call(served, sample)).text).toBe(pinSample.answer);
  });

  test('calls at the same time share one read of the secret', async () => {
    let reads = 0;
    const served = await serveForTest(pinConversations, {
      readSecret: async () => {
        reads += 1;
        return seededCredential;
      },
    });
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => call(served, sample)));
    expect(outcomes.every(({ text }) => text === pinSample.answer)).toBe(true);
    expect(reads).toBe(1);
  });

  test('calls at the same time do not get each other’s answers', async () => {
    const served = await serveForTest(pinConversations);
    const users = ['user_0001', 'nobody', 'user_0002', 'someone', 'user_0003'];
    const outcomes = await Promise.all(users.map((user) => call(served, sample.replace('user_0001', user))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['Served', 'NotFound', 'Served', 'NotFound', 'Served']);
    expect(served.lines).toHaveLength(5);
  });

  test('a region that lacks the API fails without a call', async () => {
    const served = await serveForTest(searchGroups, {
      readSecret: async () => ({ ...seededCredential, region: 'tokyo' }),
    });
    const { kind, problem } = await call(served, groupSearchSample.request);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['NotEnabled', 501, 501]);
    expect(served.emulator.calls()).toEqual([]);
  });
});

test('the instance of a problem finds the invocation', async () => {
  const served = await serveForTest(pinConversations);
  const instances = [await callOverHttp(served, '{}'), await callOverHttp(served, '{}')].map(
    ({ problem }) => problem?.instance,
  );
  expect(instances[0]).toMatch(/^[\da-f-]{36}$/);
  expect(new Set(instances).size).toBe(2);
});

describe('while Lambda starts a function', () => {
  const stub = (url: string, baseUrl: string) => {
    vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', url);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    vi.stubEnv('CHAT_SECRET_ID', 'chat');
    vi.stubEnv('CHAT_BASE_URL', baseUrl);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
  };

  test('the secret is read, before the first call', async () => {
    const secrets = await startSecretsManager({ port: 0, secrets: { chat: JSON.stringify(seededCredential) } });
    const emulator = await startEmulator();
    onTestFinished(async () => {
      await Promise.all([secrets.close(), emulator.close()]);
    });
    stub(secrets.url, emulator.url);
    const services = await createServices(pinConversations);
    expect(secrets.reads()).toBe(1);
    const deadline = Date.now() + 5_000;
    expect((await services.chat.call({ request: JSON.parse(sample), deadline })).text).toBe(pinSample.answer);
    expect(secrets.reads()).toBe(1);
  });

  test('nothing that cannot be reached makes the start fail', async () => {
    stub(nowhere, nowhere);
    vi.stubEnv('CHAT_LOAD_BALANCER_ARN', 'no ARN');
    expect(await serve(pinConversations)).toBeTypeOf('function');
  });
});
