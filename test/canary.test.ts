import { channel } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { errorCodes } from '#shared/chat/error-codes';
import { type LambdaHandler, serve } from '#shared/serve';
import type { Fault } from '#test/emulator/fault-plan';
import type { faultKinds } from '#test/emulator/faults';
import { type Emulator, startEmulator } from '#test/emulator/start-emulator';
import { type SecretsManager, type SecretsManagerFailure, startSecretsManager } from '#test/local/secrets-manager';
import { nowhere } from '#test/nowhere';
import { readSampleText } from '#test/read-sample';
import { contextOf, httpEventOf, seededCredential } from '#test/served-api';

const canary = 'c0ffee15900d'.repeat(6).slice(0, 64);
const secretOf = (change: object = {}) => JSON.stringify({ ...seededCredential, secretKey: canary, ...change });

/** Invalid secrets that nevertheless contain the key. */
const badSecrets = {
  'the key alone': canary,
  'half a JSON': secretOf().slice(0, -1),
  'a text': JSON.stringify(canary),
  'a list': JSON.stringify([canary]),
  'the key under another name': secretOf({ secretKey: undefined, SecretKey: canary }),
  'the key in a list': secretOf({ secretKey: [canary] }),
  'the key in place of the region': secretOf({ region: canary }),
  'the key in place of the application': secretOf({ sdkAppId: canary }),
  'the key with a blank': secretOf({ secretKey: `${canary} ` }),
} as const;

let emulator: Emulator;
let secretsManager: SecretsManager;

/** Everything that was written to standard output and standard error. */
let printed: string;
/** The signatures that arrived, read from the requests themselves. */
let signatures: Set<string>;

const keepSignature = (message: unknown): void => {
  const [, signature] = /usersig=([^&\s'"]+)/.exec(inspect(message, { depth: 2, maxStringLength: null })) ?? [];
  if (signature) signatures.add(decodeURIComponent(signature));
};

beforeAll(async () => {
  emulator = await startEmulator({ app: { secretKey: canary } });
  secretsManager = await startSecretsManager({ port: 0, secrets: { right: secretOf(), ...badSecrets } });
  channel('http.server.request.start').subscribe(keepSignature);
});

afterAll(async () => {
  channel('http.server.request.start').unsubscribe(keepSignature);
  await Promise.all([emulator.close(), secretsManager.close()]);
});

beforeEach(() => {
  printed = '';
  signatures = new Set();
  emulator.reset();
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', secretsManager.url);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('CHAT_SECRET_ID', 'right');
  vi.stubEnv('CHAT_BASE_URL', emulator.url);
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'DEBUG');
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      printed += String(chunk);
      return true;
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  secretsManager.failWith();
});

/** Invokes a function and records everything visible of its result or error. */
const seenOf = async (handler: LambdaHandler, event: unknown, remaining: number): Promise<string> => {
  const everything = { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null } as const;
  try {
    const result = await handler(event, contextOf(remaining));
    return `${JSON.stringify(result)}\n${inspect(result, everything)}`;
  } catch (error) {
    return inspect(error, everything);
  }
};

const pinSample = readSampleText(pinConversations.name);
const request: unknown = JSON.parse(pinSample.request);
const events = { HTTP: httpEventOf(pinConversations, pinSample.request), direct: request };

/** Makes a call through each trigger and searches all output for the canary. */
const expectNoCanary = async ({ remaining = 3_000 } = {}): Promise<string> => {
  const handler = await serve(pinConversations);
  const seen: string[] = [];
  for (const event of Object.values(events)) seen.push(await seenOf(handler, event, remaining));
  const output = [...seen, printed].join('\n');
  const hidden = [
    canary,
    canary.slice(0, 16),
    Buffer.from(canary).toString('base64'),
    Buffer.from(canary).toString('base64url').slice(0, 20),
    'usersig=',
    ...[...signatures].flatMap((signature) => [
      signature,
      signature.slice(0, 24),
      signature.slice(-24),
      encodeURIComponent(signature),
    ]),
  ];
  expect(hidden.filter((text) => output.includes(text))).toEqual([]);
  return output;
};

test('a successful call is logged, and its signature arrived at Chat', async () => {
  const output = await expectNoCanary();
  expect(output).toContain(pinSample.answer);
  expect(printed).toMatch(/"level":"INFO"/);
  expect(signatures.size).toBe(1);
  expect(emulator.calls().map(({ signatureHeld }) => signatureHeld)).toEqual([true, true]);
});

test('the canary would be found', async () => {
  process.stdout.write(`key ${canary}`);
  await expect(expectNoCanary()).rejects.toThrow('expected');
});

test('a signature would be found', async () => {
  await expectNoCanary();
  const [signature = 'none'] = signatures;
  process.stdout.write(`calling ${signature.slice(0, 24)}…`);
  await expect(expectNoCanary()).rejects.toThrow('expected');
});

describe('whatever Chat does', () => {
  const plans: Readonly<Record<keyof typeof faultKinds, Fault>> = {
    code: { kind: 'code', ErrorCode: 60008, ErrorInfo: 'broken' },
    delay: { kind: 'delay', milliseconds: 10_000 },
    cut: { kind: 'cut' },
    half: { kind: 'half' },
    reply: { kind: 'reply', status: 502, body: '<html>' },
    drip: { kind: 'drip', milliseconds: 500 },
    huge: { kind: 'huge' },
    contentType: { kind: 'contentType' },
    gzip: { kind: 'gzip' },
    invalidUtf8: { kind: 'invalidUtf8' },
    endlessHeaders: { kind: 'endlessHeaders' },
    rotatedKey: { kind: 'rotatedKey', secretKey: 'b0de'.repeat(16) },
  };

  test.each(Object.entries(plans))('%s', async (_, fault) => {
    emulator.fail({ ...fault, times: 'always' });
    await expectNoCanary({ remaining: 1_700 });
    expect(signatures.size).toBeGreaterThan(0);
  });

  test('every code of its table', async () => {
    for (const code of Object.keys(errorCodes)) {
      emulator.reset();
      emulator.fail({ kind: 'code', ErrorCode: Number(code), times: 'always' });
      await expectNoCanary({ remaining: 1_700 });
    }
  });

  test('a redirect', async () => {
    emulator.fail({ kind: 'reply', status: 307, headers: { Location: `${emulator.url}/elsewhere` }, times: 'always' });
    await expectNoCanary();
    expect(emulator.calls().map(({ path }) => path)).not.toContain('/elsewhere');
  });

  test('refusing the signature', async () => {
    emulator.rotateKey('b0de'.repeat(16));
    const output = await expectNoCanary();
    expect(output).toContain('Misconfigured');
    expect(printed).toContain('70009');
  });

  test('refusing the administrator', async () => {
    emulator.configure({ admins: [] });
    expect(await expectNoCanary()).toContain('Misconfigured');
    expect(printed).toContain('60010');
  });
});

describe('wherever Chat is', () => {
  test.each([
    ['a port where nothing listens', nowhere],
    ['a name that does not exist', 'http://chat.invalid'],
    ['TLS at a port without TLS', 'https://127.0.0.1:PORT'],
    ['an invalid address', 'no address'],
    ['another protocol', 'ftp://127.0.0.1'],
    ['an address with a password', `http://user:${canary}@127.0.0.1:PORT`],
  ])('%s', async (_, baseUrl) => {
    vi.stubEnv('CHAT_BASE_URL', baseUrl.replace('PORT', new URL(emulator.url).port));
    await expectNoCanary();
    expect(emulator.calls()).toEqual([]);
  });
});

describe('whatever the secret is', () => {
  test.each(Object.keys(badSecrets))('%s', async (name) => {
    vi.stubEnv('CHAT_SECRET_ID', name);
    expect(await expectNoCanary()).toContain('Misconfigured');
    expect(emulator.calls()).toEqual([]);
  });

  test.each(['missing', ''])('a secret named "%s"', async (name) => {
    vi.stubEnv('CHAT_SECRET_ID', name);
    expect(await expectNoCanary()).toContain('Misconfigured');
  });

  const failures: readonly SecretsManagerFailure[] = [
    { status: 400, type: 'AccessDeniedException' },
    { status: 400, type: 'DecryptionFailure' },
    { status: 500, type: 'InternalServiceError' },
    'cut',
  ];
  test.each(failures)('Secrets Manager fails: %j', async (failure) => {
    secretsManager.failWith(failure);
    expect(await expectNoCanary()).toMatch(/Misconfigured|CredentialsUnavailable/);
  });
});
