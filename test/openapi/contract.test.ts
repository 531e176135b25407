import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Api } from '#shared/define-api';
import { Failure, failureKinds } from '#shared/failures/failure';
import { isRecord } from '#shared/json/is-record';
import type { Emulator } from '#test/emulator/start-emulator';
import { loadApis } from '#test/load-apis';
import { failuresOf } from '#test/openapi/failures-of';
import { contentTypeHeader, startHttpFront, tokenOf } from '#test/openapi/http-front';
import { disguised501, startValidatingProxy, violationsOf } from '#test/openapi/validating-proxy';
import { readSample } from '#test/read-sample';
import { type ServedApiOptions, seededCredential, startServedApi } from '#test/served-api';

const apis = await loadApis();
const front = await startHttpFront();
const document = fileURLToPath(new URL('../../functions/openapi.json', import.meta.url));
const proxy = await startValidatingProxy(document, front.url);
const seen = new Map(apis.map(({ name }) => [name, new Map<number, number>()]));

afterAll(async () => {
  const counts = [...seen].map(([name, statuses]) => {
    const list = [...statuses].toSorted().map(([status, count]) => `${status}: ${count}`);
    return `${name}: ${list.join(', ')}`;
  });
  const total = [...seen.values()].flatMap((statuses) => [...statuses.values()]).reduce((sum, count) => sum + count, 0);
  console.log([`Answers compared with the document: ${total}`, ...counts].join('\n'));
  await proxy.close();
  await front.close();
});

/** A request, and the state of things that it meets. */
interface Case {
  readonly body?: unknown;
  /** The body where it is not a JSON object. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly options?: ServedApiOptions;
  /** Prepares the Chat behind the function. */
  readonly prepare?: (emulator: Emulator) => void;
  /** Milliseconds that the function has. With 3,000 it does not ask Chat a second time. */
  readonly remaining?: number;
  /** How often the request is sent, all at once. */
  readonly times?: number;
}

/** Prism reads JSON and writes it anew, so what is none passes it as bytes and gets its content type behind it. */
const messageOf = ({ body, text, headers }: Case) => ({
  method: 'POST',
  headers: {
    authorization: 'AWS4-HMAC-SHA256 Credential=local',
    ...(text === undefined
      ? { 'content-type': 'application/json' }
      : { 'content-type': 'application/octet-stream', [contentTypeHeader]: 'application/json' }),
    ...headers,
  },
  body: text ?? JSON.stringify(body),
});

const statusOf = ({ status }: Response): number => (status === disguised501 ? 501 : status);

/** Sends a request through the proxy. Fails when an answer is not as the document says; tells of the one with the highest status. */
const send = async (api: Api, given: Case): Promise<{ status: number; requestFits: boolean }> => {
  const served = await startServedApi(api, given.options);
  given.prepare?.(served.emulator);
  front.serve((event) => served.invoke(event, given.remaining ?? 3_000));
  const message = messageOf({ body: readSample(api.name).request, ...given });
  const requests = Array.from({ length: given.times ?? 1 }, () => fetch(`${proxy.url}${api.path}`, message));
  const responses = await Promise.all(requests);
  await served.close();
  for (const response of responses) {
    const about = `${response.status} for ${message.body.slice(0, 200)}: ${await response.text()}`;
    expect(violationsOf(response, 'response'), about).toEqual([]);
    const statuses = seen.get(api.name);
    const status = statusOf(response);
    statuses?.set(status, (statuses.get(status) ?? 0) + 1);
  }
  const [last] = responses.toSorted((one, other) => statusOf(other) - statusOf(one));
  if (!last) throw new Error('Nothing was sent.');
  return { status: statusOf(last), requestFits: violationsOf(last, 'request').length === 0 };
};

const contacts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Type: index % 2 ? '1' : 1, To_Account: `user_${index}` }));

const goodRequests: Readonly<Record<string, readonly object[]>> = {
  'pin-conversations': [
    { From_Account: 'user_0001', OperationType: 2, RecentContactItem: [{ Type: '2', GroupId: '@TGS#1B2AUI7RZ' }] },
    { From_Account: 'user_0002', OperationType: 1, RecentContactItem: contacts(50) },
  ],
  'search-contact-groups': [
    { From_Account: 'user_0001', ContactItem: [{ Type: '1', To_Account: 'user_0002' }] },
    { From_Account: 'user_0002', ContactItem: contacts(1) },
    { From_Account: 'user_0001', ContactItem: contacts(301) },
  ],
  'search-groups': [
    { Count: 2, Keywords: ['啊'] },
    { Count: 1_000, Keywords: ['support', 'desk'], KeywordMatchType: 1, GroupType: ['Public', 'Community'] },
    { Count: 1, Keywords: ['nothing of that name'], Cursor: '' },
  ],
};

const callers: readonly (readonly [string, object | undefined])[] = [
  ['nobody', undefined],
  ['the user of the sample', { sub: 'user_0001' }],
  ['another user', { sub: 'user_0002' }],
  ['an admin', { scope: 'chat:admin' }],
  ['who may search', { scope: '[chat:search]' }],
  ['a token without claims', {}],
];

const unreadable = (failure: Failure): ServedApiOptions => ({ readSecret: () => Promise.reject(failure) });

/** What goes wrong behind the functions, and the statuses it may lead to. */
const incidents: Readonly<Record<string, readonly [Case, ...number[]]>> = {
  'a cut connection': [{ prepare: ({ fail }) => fail({ kind: 'cut', times: 'always' }) }, 502],
  'half an answer': [{ prepare: ({ fail }) => fail({ kind: 'half', times: 'always' }) }, 502],
  'a page of HTML': [{ prepare: ({ fail }) => fail({ kind: 'reply', body: '<html>', times: 'always' }) }, 502],
  'HTTP 503': [{ prepare: ({ fail }) => fail({ kind: 'reply', status: 503, times: 'always' }) }, 502],
  'HTTP 429': [{ prepare: ({ fail }) => fail({ kind: 'reply', status: 429, times: 'always' }) }, 429],
  'HTTP 429 with a time': [
    { prepare: ({ fail }) => fail({ kind: 'reply', status: 429, headers: { 'retry-after': '7' }, times: 'always' }) },
    429,
  ],
  'an undocumented code': [{ prepare: ({ fail }) => fail({ kind: 'code', ErrorCode: 99_999, times: 'always' }) }, 502],
  'an answer without an end': [{ prepare: ({ fail }) => fail({ kind: 'huge', times: 'always' }) }, 502],
  'text that is not UTF-8': [{ prepare: ({ fail }) => fail({ kind: 'invalidUtf8', times: 'always' }) }, 502],
  'an answer of another type': [{ prepare: ({ fail }) => fail({ kind: 'contentType' }) }, 200],
  'a compressed answer': [{ prepare: ({ fail }) => fail({ kind: 'gzip' }) }, 200],
  'a failure and a retry': [{ prepare: ({ fail }) => fail({ kind: 'code', ErrorCode: 60008 }), remaining: 9_000 }, 200],
  'a slow answer': [{ prepare: ({ fail }) => fail({ kind: 'delay', milliseconds: 4_000 }), remaining: 1_700 }, 504],
  'no time left': [{ remaining: 100 }, 504],
  'another key': [{ prepare: ({ rotateKey }) => rotateKey('beef'.repeat(16)) }, 500],
  'no admin account': [{ prepare: ({ configure }) => configure({ admins: [] }) }, 500],
  'another region': [{ options: { readSecret: async () => ({ ...seededCredential, region: 'seoul' }) } }, 200, 501],
  'no plan': [{ prepare: ({ configure }) => configure({ cloudSearch: false, contactGroups: false }) }, 200, 501],
  'no secret': [{ options: unreadable(new Failure('Misconfigured', 'There is none.')) }, 500],
  'no Secrets Manager': [{ options: unreadable(new Failure('CredentialsUnavailable', 'It is away.')) }, 503],
  'a mistake of ours': [{ options: { chat: { call: () => Promise.reject(new TypeError('oops')) } } }, 500],
};

const replaced = (value: unknown, steps: readonly number[], by: unknown): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const chosen = keys[step % Math.max(keys.length, 1)];
  const entries = Object.entries(value).map(([key, member]) => [
    key,
    key === chosen ? replaced(member, rest, by) : member,
  ]);
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
};

/** The sample with something else in one place. `undefined` takes the field away. */
const changedSamples = ({ name }: Api) =>
  fc
    .tuple(
      fc.array(fc.nat(8), { minLength: 1, maxLength: 4 }),
      fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(undefined, 0, 1, 2, -1, 0.5, '', '1', [], {}, null)),
    )
    .map(([steps, by]) => replaced(readSample(name).request, steps, by));

const numRuns = 150;

describe.each(apis)('$name answers as documented', (api) => {
  const failures = failuresOf(api, apis);

  test('good requests', async () => {
    for (const body of [readSample(api.name).request, ...(goodRequests[api.name] ?? [])]) {
      expect(await send(api, { body })).toEqual({ status: 200, requestFits: true });
    }
  });

  test('changed samples, and refuses those that the document does not allow', async () => {
    for (const body of fc.sample(changedSamples(api), { seed: 6, numRuns })) {
      if (!isRecord(body)) continue;
      const { status, requestFits } = await send(api, { body });
      if (!requestFits) expect(status, JSON.stringify(body)).toBe(400);
    }
  }, 60_000);

  test('bodies of any kind', async () => {
    const texts = fc.sample(fc.oneof(fc.json({ maxDepth: 2 }), fc.string()), { seed: 6, numRuns: 50 });
    for (const text of ['', '{', '[]', 'null', '{"a":1}', ...texts]) {
      expect((await send(api, { text })).status, text).toBe(400);
    }
  }, 60_000);

  test.each(callers)('%s', async (_, claims) => {
    const authorization = claims ? `Bearer ${tokenOf(claims)}` : '';
    expect([200, 401, 403]).toContain((await send(api, { headers: { authorization } })).status);
  });

  test('other content types and large bodies', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      expect((await send(api, { text: '{}', headers: { [contentTypeHeader]: type } })).status).toBe(415);
    }
    expect((await send(api, { text: ' '.repeat(2 ** 20 + 1) })).status).toBe(413);
  });

  test('every code of Chat', async () => {
    for (const { kind, codes } of failures) {
      for (const { code: ErrorCode } of codes) {
        const prepare = ({ fail }: Emulator) => fail({ kind: 'code', ErrorCode, times: 'always' });
        expect((await send(api, { prepare })).status, `${ErrorCode}`).toBe(failureKinds[kind].status);
      }
    }
  }, 60_000);

  test.each(Object.entries(incidents))('%s', async (_, [incident, ...statuses]) => {
    expect(statuses).toContain((await send(api, incident)).status);
  });

  test('more calls than its rate allows', async () => {
    const slower = { ...api, callsPerSecond: 1, effect: 'states' } as const;
    expect((await send(slower, { times: 2, remaining: 1_900 })).status).toBe(429);
  });

  test('with every status that the document has for it', () => {
    const documented = new Set([200, ...failures.map(({ kind }) => failureKinds[kind].status)]);
    expect(new Set(seen.get(api.name)?.keys())).toEqual(documented);
  });
});
