import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Credential } from '#shared/credentials/credential';
import type { SecretStage } from '#shared/credentials/secret';
import { Failure, type FailureKind } from '#shared/failures/failure';
import type { FaultKind as EmulatorFault } from '#test/emulator/faults';
import type { Emulator } from '#test/emulator/start-emulator';
import { nowhere } from '#test/nowhere';
import { readSampleText } from '#test/read-sample';
import { seededCredential } from '#test/served-api';

/** The environment of a function, which a fault changes. */
export interface Surroundings {
  readonly emulator: Emulator;
  /** The versions of the secret, or the failure of reading them. */
  readonly secret: Partial<Record<SecretStage, Credential>> & { failure?: Failure };
  /** Makes a successful call before the fault. */
  warmUp(): Promise<void>;
  /** Ages the cached secret by the given number of milliseconds. */
  letSecretAge(milliseconds: number): void;
}

/** A fault and its expected outcome. */
export interface FaultKind {
  readonly name: string;
  readonly arrange?: (surroundings: Surroundings) => void | Promise<void>;
  /** Answers instead of the emulator. */
  readonly chat?: (response: ServerResponse) => void;
  /** Where the function looks for Chat, if the emulator is not to be found. */
  readonly chatUrl?: string;
  /** The remaining time of the function in milliseconds. Default: 30,000, which is enough for every retry. */
  readonly remaining?: number;
  readonly kind: FailureKind | 'Served';
  /** The answer, if it is not the sample's. */
  readonly answer?: string;
  /** The caller's error code. Default: the HTTP status of the kind. */
  readonly errorCode?: number;
  readonly retryAfter?: number;
  /** The number of attempts, or more than one. */
  readonly attempts: number | 'several';
  /** The number of attempts that reach Chat, if not all do. */
  readonly arrivals?: number;
  /** The duration of everything, in milliseconds. */
  readonly within: number;
}

const pinSample = readSampleText('pin-conversations');
const wrongKey: Credential = { ...seededCredential, secretKey: 'b0de'.repeat(16) };
const newKey = 'beef'.repeat(16);

/** Makes the emulator apply a fault to every call. */
const always =
  (fault: EmulatorFault) =>
  ({ emulator }: Surroundings): void =>
    emulator.fail({ ...fault, times: 'always' });

const code = (ErrorCode: number) => always({ kind: 'code', ErrorCode });
const reply = (body: string, head: { status?: number; headers?: Record<string, string> } = {}) =>
  always({ kind: 'reply', body, ...head });

const html = '<html><body>Bad Gateway</body></html>';
const withField = (field: string): string => `${pinSample.answer.slice(0, -1)},${field}}`;
const nested = (levels: number): string => `"Deep":${'['.repeat(levels)}${']'.repeat(levels)}`;
const gzipBomb = gzipSync(withField(`"Padding":"${'a'.repeat(32 * 1024 * 1024)}"`));

/** Tried again for three seconds; a busy machine needs more time for the large answers. */
const retried = { kind: 'UpstreamFailed', attempts: 'several', remaining: 8_000, within: 9_000 } as const;
/** Not retried. */
const final = { attempts: 1, within: 5_000 } as const;
/** Chat's wish for fewer calls: a second of rest before the second try, and no time for a third one. */
const throttled = { kind: 'RateLimited', retryAfter: 1, remaining: 3_000, attempts: 2, within: 3_000 } as const;
const served = { kind: 'Served', attempts: 1, within: 5_000 } as const;

/** The faults between the function, Chat and Secrets Manager. */
export const faultKinds: readonly FaultKind[] = [
  // The network.
  { name: 'connection refused', ...retried, arrivals: 0, chatUrl: nowhere },
  { name: 'cut before the answer', ...retried, arrange: always({ kind: 'cut' }) },
  { name: 'cut after Chat has acted', ...retried, arrange: always({ kind: 'cut', carriedOut: true }) },
  { name: 'cut in the middle of the answer', ...retried, arrange: always({ kind: 'half' }) },
  { name: 'cut once', ...served, attempts: 2, arrange: ({ emulator }) => emulator.fail({ kind: 'cut' }) },
  {
    name: 'no answer within an attempt, once',
    ...served,
    attempts: 2,
    within: 9_000,
    arrange: ({ emulator }) => emulator.fail({ kind: 'delay', milliseconds: 60_000 }),
  },
  {
    name: 'no answer in the time left',
    kind: 'UpstreamTimeout',
    attempts: 1,
    remaining: 2_500,
    within: 2_500,
    arrange: always({ kind: 'delay', milliseconds: 60_000 }),
  },
  {
    name: 'a slow drip',
    kind: 'UpstreamTimeout',
    attempts: 1,
    remaining: 2_500,
    within: 2_500,
    arrange: always({ kind: 'drip', milliseconds: 100 }),
  },
  { name: 'no time left', kind: 'UpstreamTimeout', attempts: 0, remaining: 600, within: 600 },
  { name: 'endless headers', ...retried, arrange: always({ kind: 'endlessHeaders' }) },

  // HTTP.
  {
    name: 'HTTP 302',
    kind: 'UpstreamFailed',
    ...final,
    arrange: reply('', { status: 302, headers: { Location: '/' } }),
  },
  { name: 'HTTP 404', kind: 'UpstreamFailed', ...final, arrange: reply(html, { status: 404 }) },
  { name: 'HTTP 429', ...throttled, errorCode: 60018, arrange: reply('', { status: 429 }) },
  {
    name: 'HTTP 429 with Retry-After',
    ...throttled,
    errorCode: 60018,
    attempts: 1,
    retryAfter: 7,
    within: 2_000,
    arrange: reply('', { status: 429, headers: { 'Retry-After': '7' } }),
  },
  { name: 'HTTP 500', ...retried, arrange: reply('', { status: 500 }) },
  { name: 'HTTP 502 with HTML', ...retried, arrange: reply(html, { status: 502 }) },
  { name: 'HTTP 503 with the right answer', ...retried, arrange: reply(pinSample.answer, { status: 503 }) },

  // The body.
  { name: 'HTML', ...retried, arrange: reply(html) },
  { name: 'an empty answer', ...retried, arrange: reply('') },
  { name: 'half a JSON', ...retried, arrange: reply(pinSample.answer.slice(0, -9)) },
  { name: 'no ErrorCode', ...retried, arrange: reply('{"ActionStatus":"OK","ErrorInfo":""}') },
  { name: 'ErrorCode as a string', ...retried, arrange: reply('{"ActionStatus":"OK","ErrorCode":"0"}') },
  { name: 'deep nesting', ...retried, arrange: reply(withField(nested(5_000))) },
  { name: 'invalid UTF-8', ...retried, arrange: always({ kind: 'invalidUtf8' }) },
  { name: '10 MB', ...retried, arrange: always({ kind: 'huge' }) },
  {
    name: 'a gzip bomb',
    ...retried,
    chat: (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipBomb),
  },
  { name: 'gzip', ...served, arrange: always({ kind: 'gzip' }) },
  { name: 'another content type', ...served, arrange: always({ kind: 'contentType' }) },
  {
    name: 'extra fields',
    ...served,
    answer: withField('"More":{"Of":["it"]}'),
    arrange: reply(withField('"More":{"Of":["it"]}')),
  },
  {
    name: 'duplicate keys that agree',
    ...served,
    arrange: reply(withField('"ErrorCode":0')),
    answer: pinSample.answer,
  },
  { name: 'duplicate keys that do not', ...retried, arrange: reply(withField('"ErrorCode":50004')), errorCode: 50004 },

  // Chat's codes.
  { name: '60008, a timeout inside Chat', ...retried, errorCode: 60008, arrange: code(60008) },
  { name: '50004, an internal fault', ...retried, errorCode: 50004, arrange: code(50004) },
  {
    name: '51007, the group cannot be resolved',
    kind: 'NotFound',
    errorCode: 51007,
    attempts: 2,
    within: 5_000,
    arrange: code(51007),
  },
  { name: '60018, too frequent', ...throttled, errorCode: 60018, arrange: code(60018) },
  { name: '60007, the rate of the API', ...throttled, errorCode: 60007, arrange: code(60007) },
  { name: '50002, a bad parameter', kind: 'InvalidRequest', errorCode: 50002, ...final, arrange: code(50002) },
  { name: '50001, no such user', kind: 'NotFound', errorCode: 50001, ...final, arrange: code(50001) },
  { name: '51012, too many pins', kind: 'LimitExceeded', errorCode: 51012, ...final, arrange: code(51012) },
  { name: '60020, the plugin is off', kind: 'NotEnabled', errorCode: 60020, ...final, arrange: code(60020) },
  { name: 'a code that nobody knows', kind: 'UpstreamFailed', errorCode: 123456, ...final, arrange: code(123456) },

  // The credential.
  { name: '70001, and nothing new in the secret', kind: 'Misconfigured', ...final, arrange: code(70001) },
  {
    name: '70009, and nothing new in the secret',
    kind: 'Misconfigured',
    ...final,
    arrange: ({ emulator }) => emulator.rotateKey(newKey),
  },
  { name: '70050, locked out', kind: 'Misconfigured', ...final, arrange: code(70050) },
  {
    name: '60010, not an admin',
    kind: 'Misconfigured',
    ...final,
    arrange: ({ emulator }) => emulator.configure({ admins: [] }),
  },
  {
    name: 'a new key in the secret, not yet at Chat',
    ...served,
    attempts: 2,
    arrange: ({ secret }) => {
      Object.assign(secret, { AWSCURRENT: wrongKey, AWSPREVIOUS: seededCredential });
    },
  },
  {
    name: 'a new key at Chat and in the secret, while the function is warm',
    ...served,
    attempts: 2,
    arrange: async ({ emulator, secret, warmUp }) => {
      await warmUp();
      emulator.rotateKey(newKey);
      Object.assign(secret, { AWSCURRENT: { ...seededCredential, secretKey: newKey }, AWSPREVIOUS: seededCredential });
    },
  },
  {
    name: 'Secrets Manager down, nothing cached',
    kind: 'CredentialsUnavailable',
    attempts: 0,
    within: 5_000,
    arrange: ({ secret }) => {
      secret.failure = new Failure(
        'CredentialsUnavailable',
        'Secrets Manager did not return the secret (TimeoutError).',
      );
    },
  },
  {
    name: 'Secrets Manager down, an old secret cached',
    ...served,
    arrange: async ({ secret, warmUp, letSecretAge }) => {
      await warmUp();
      letSecretAge(60 * 60_000);
      secret.failure = new Failure(
        'CredentialsUnavailable',
        'Secrets Manager did not return the secret (TimeoutError).',
      );
    },
  },
  {
    name: 'no secret',
    kind: 'Misconfigured',
    attempts: 0,
    within: 5_000,
    arrange: ({ secret }) => {
      secret.failure = new Failure(
        'Misconfigured',
        'Secrets Manager rejected the read of the secret (ResourceNotFoundException).',
      );
    },
  },
];
