import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Region } from '#shared/regions';
import type { Fault } from '#test/emulator/fault-plan';
import type { AccountSeed } from '#test/emulator/populate';
import { seededState } from '#test/emulator/seed';
import { type Emulator, type EmulatorOptions, startEmulator } from '#test/emulator/start-emulator';
import { checkLive } from '#test/live/check-live';
import { loadApis } from '#test/load-apis';
import { startSecretsManager } from '#test/local/secrets-manager';
import { nowhere } from '#test/nowhere';
import { seededCredential } from '#test/served-api';

let folder: string;
/** What answers in a data centre that is not the application's. */
let elsewhere: Emulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-live-'));
  elsewhere = await startEmulator({ region: 'seoul', app: { region: 'jakarta' } });
});
afterAll(async () => {
  await elsewhere.close();
  await rm(folder, { recursive: true });
});

const users = ['--user', 'user_0001', '--peer', 'user_0002', '--group', '@TGS#1B2AUI7RZ', '--keyword', '啊'];

/** What a person sees of the check. */
interface Screen {
  readonly exitCode: number;
  readonly lines: readonly string[];
  /** The findings of this state. */
  findings(state: 'works' | 'wrong' | 'skipped' | 'seen'): readonly string[];
}

const screenOf = (exitCode: number, lines: readonly string[]): Screen => ({
  exitCode,
  lines,
  findings: (state) => lines.filter((line) => line.startsWith(state)).map((line) => line.slice(9)),
});

const run = async (words: readonly string[], urls: Partial<Record<Region, string>> = {}, secretId?: string) => {
  const lines: string[] = [];
  const exitCode = await checkLive({
    arguments: words,
    secretId,
    signal: new AbortController().signal,
    print: (line) => lines.push(line),
    baseUrlOf: (region) => urls[region] ?? elsewhere.url,
  });
  expect(lines.join('\n')).not.toMatch(/fa4e|b0de|usersig=|[\w*-]{60}/i);
  return screenOf(exitCode, lines);
};

const writeSecret = async (secret: unknown): Promise<readonly string[]> => {
  const file = join(folder, 'secret.json');
  await writeFile(file, typeof secret === 'string' ? secret : JSON.stringify(secret));
  return ['--secret-file', file];
};

const start = async (options?: EmulatorOptions) => {
  const emulator = await startEmulator(options);
  onTestFinished(emulator.close);
  return emulator;
};

const check = async (options: EmulatorOptions = {}, secret: unknown = seededCredential): Promise<Screen> => {
  const emulator = await start(options);
  return run([...users, ...(await writeSecret(secret))], { singapore: emulator.url });
};

/** Runs the check with more words than the usual ones. */
const checkWith = async (emulator: Emulator, ...words: readonly string[]): Promise<Screen> => {
  const { region } = emulator.state();
  return run([...users, ...(await writeSecret({ ...seededCredential, region })), ...words], { [region]: emulator.url });
};

/** All that Chat holds but for what no call can put back: the time of the last change, and used numbers. */
const holdings = ({ state }: Emulator) => {
  const { users: accounts, groups, hidden } = state();
  return {
    groups,
    hidden,
    users: accounts.map(({ nextGroupId: _, contacts, ...user }) => ({
      ...user,
      contacts: contacts.map(({ Timestamp: _time, ...contact }) => contact),
    })),
  };
};

const apis = await loadApis();

test('an account in order: every function that reads is called, and no other', async () => {
  const emulator = await start();
  const { exitCode, findings, lines } = await checkWith(emulator);
  expect(exitCode).toBe(0);
  expect(findings('works')).toEqual([
    'secret: It has the right shape.',
    expect.stringMatching(/^address and clock: http:.* answers; this machine is [01] s (ahead of|behind) Chat\.$/),
    'key, region and admin: administrator of 1400000000 signs in to singapore as an App admin.',
    'list-contact-groups: It answers: 2 in ContactItem, 3 in GroupItem.',
    'list-conversations: It answers: 3 in SessionItem.',
    'list-hidden-from-search: It answers: 1 in NoVisibleData, 1 in all.',
    'search-contact-groups: It answers: 2 in ContactResultItem, 2 in GroupItem.',
    'search-group-members: It answers: 1 in GroupMembers, 3 in all.',
    'search-groups: It answers: 6 in Groups, 6 in all.',
    'search-users: It answers: 0 in Users, 0 in all.',
  ]);
  expect(lines).toHaveLength(findings('works').length);
  const reading = apis.filter(({ effect }) => effect === 'reads').map(({ path }) => path);
  expect(new Set(emulator.calls().map(({ path }) => path))).toEqual(new Set<string>(reading));
});

test('an answer that the reference describes otherwise', async () => {
  const emulator = await start();
  const body = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', SessionItem: [{ TopFlag: 2 }] });
  emulator.fail({ kind: 'reply', path: '/v4/recentcontact/get_list', times: 'always', body });
  const { findings } = await checkWith(emulator);
  expect(findings('wrong')).toEqual([expect.stringMatching(/^list-conversations: .*at \/SessionItem\/0\/TopFlag\./)]);
});

test('a region without cloud search', async () => {
  const { exitCode, findings } = await checkWith(await start({ region: 'tokyo' }));
  expect(exitCode).toBe(0);
  expect(findings('skipped')).toHaveLength(4);
});

describe('with --write', () => {
  test('every function is tried, and all is as it was found', async () => {
    const emulator = await start();
    const before = holdings(emulator);
    const { exitCode, findings, lines } = await checkWith(emulator, '--write');
    expect(exitCode).toBe(0);
    expect(findings('works').slice(-6)).toEqual([
      'pin-conversations: user_0002 was pinned for user_0001 and unpinned again.',
      expect.stringMatching(/^create-contact-group: check-live-\w{8} was created with user_0002 in it\.$/),
      expect.stringMatching(/^update-contact-group: .* was renamed to .*, and user_0002 removed from it\.$/),
      expect.stringMatching(/^delete-contact-group: check-live-\w{8} was deleted\.$/),
      'mark-conversations: Mark 63 of the conversation with user_0002 was set and cleared.',
      'set-search-visibility: user_0002 was hidden from the searches and shown again.',
    ]);
    expect(findings('skipped')).toEqual([expect.stringMatching(/^delete-conversation: It is not tried/)]);
    expect(apis.map(({ name }) => lines.filter((line) => line.includes(` ${name}: `)).length)).toEqual(
      apis.map(() => 1),
    );
    expect(holdings(emulator)).toEqual(before);
    // A busy machine may deliver one call late, and so the next one too early.
    expect(emulator.calls().filter(({ ErrorCode }) => ErrorCode === 60018).length).toBeLessThanOrEqual(1);
  });

  test('what was pinned, marked and hidden before stays so, in its place', async () => {
    const emulator = await start({
      seed: {
        users: [
          {
            UserID: 'user_0001',
            conversations: [{ conversation: 'C2Cuser_0002', MsgTime: 1_772_612_017 }],
            pins: ['C2Cuser_0002', 'C2Cuser_0003'],
            contacts: [
              {
                conversation: 'C2Cuser_0002',
                StandardMark: `1${'0'.repeat(62)}1`,
                CustomMark: 'abcde',
                ContactGroupId: [],
                Timestamp: 1_775_217_000,
              },
            ],
          },
          { UserID: 'user_0002' },
        ],
        groups: [],
        hidden: [{ SetType: 1, UserID: 'user_0002' }],
      },
    });
    const before = holdings(emulator);
    const words = ['--user', 'user_0001', '--peer', 'user_0002', '--write'];
    const { exitCode, findings } = await run([...words, ...(await writeSecret(seededCredential))], {
      singapore: emulator.url,
    });
    expect(exitCode).toBe(0);
    expect(findings('works')).toContainEqual(expect.stringMatching(/^pin-conversations: .* pinned .* already/));
    expect(findings('works')).toContainEqual(expect.stringMatching(/^set-search-visibility: .* hidden .* already/));
    expect(holdings(emulator)).toEqual(before);
  });

  test('no conversation is made that no call takes away', async () => {
    const emulator = await start({ region: 'tokyo' });
    const { findings } = await checkWith(emulator, '--write', '--user', 'user_0002', '--peer', 'user_0003');
    expect(findings('skipped')).toContainEqual(expect.stringMatching(/^pin-conversations: .* no conversation with/));
    expect(emulator.calls().map(({ path }) => path)).not.toContain('/v4/recentcontact/top');
  });

  test.each<[string, Fault]>([
    ['a refusal half-way', { kind: 'code', ErrorCode: 51013, path: '/v4/recentcontact/update_contact_group' }],
    ['a lost answer', { kind: 'cut', carriedOut: true, path: '/v4/recentcontact/create_contact_group' }],
    ['a refused mark', { kind: 'code', ErrorCode: 50002, path: '/v4/recentcontact/mark_contact', skip: 1 }],
    ['a refused unpin', { kind: 'code', ErrorCode: 50002, path: '/v4/recentcontact/top', skip: 1 }],
  ])('all is as it was found after %s', async (_, fault) => {
    const emulator = await start({ region: 'tokyo' });
    const before = holdings(emulator);
    emulator.fail(fault);
    const { exitCode, findings } = await checkWith(emulator, '--write');
    expect(exitCode).toBe(1);
    expect(findings('wrong')).toHaveLength(1);
    expect(holdings(emulator)).toEqual(before);
  });

  test('what could not be put back is named, with what to do', async () => {
    const emulator = await start({ region: 'tokyo' });
    emulator.fail({ kind: 'code', ErrorCode: 50002, path: '/v4/recentcontact/top', skip: 1, times: 'always' });
    const { exitCode, findings } = await checkWith(emulator, '--write');
    expect(exitCode).toBe(1);
    expect(findings('wrong')).toEqual([
      expect.stringMatching(/^pin-conversations: .*50002/),
      expect.stringMatching(
        /^pin-conversations: .* New: pin 1 user_0002\. Do by hand: unpin the conversation of user_0001 with user_0002\.$/,
      ),
    ]);
  });
});

describe('with --open-questions', () => {
  test('the probes that write wait for --write', async () => {
    const emulator = await start({ region: 'tokyo' });
    const { findings } = await checkWith(emulator, '--open-questions');
    expect(findings('seen')).not.toEqual([]);
    expect(findings('skipped').at(-1)).toMatch(/^open questions: \d+ more are asked with --write/);
    const writing = new Set<string>(apis.filter(({ effect }) => effect !== 'reads').map(({ path }) => path));
    expect(emulator.calls().filter(({ path }) => writing.has(path))).toEqual([]);
  });

  test('with --write each shows what Chat does, and all is as it was found', async () => {
    const withPin = (user: AccountSeed) => (user.UserID === 'user_0001' ? { ...user, pins: ['C2Cuser_0003'] } : user);
    const emulator = await start({ seed: { ...seededState, users: seededState.users.map(withPin) } });
    const before = holdings(emulator);
    const words = [...users, '--keyword', 's', '--open-questions', '--write'];
    const { exitCode, findings } = await run([...words, ...(await writeSecret(seededCredential))], {
      singapore: emulator.url,
    });
    expect(findings('wrong')).toEqual([]);
    expect(exitCode).toBe(0);
    expect(findings('seen').map((line) => line.replace(/: .* Seen: /, ': '))).toEqual([
      'pin-empty: 50002 "RecentContactItem must not be empty".',
      'pin-missing: it succeeds; it is in the list.',
      'pin-place: number 2 of 2.',
      'unpin-missing: it succeeds.',
      'unpin-101: it succeeds.',
      'list-page: 3, and CompleteFlag 1.',
      'list-order: yes.',
      expect.stringMatching(/^list-flags: 63 shows 3 conversations with .*; 7 shows 3 conversations with .*TopFlag/),
      'contact-groups-page: 2, CompleteFlag 1, NextStartIndex missing.',
      'conversation-delete-missing: it succeeds.',
      'look-up-without-data: yes.',
      "look-up-groups: 0 of the user's 3 for a conversation that is in none.",
      'look-up-order: yes.',
      'look-up-twice: yes.',
      'look-up-empty: 50002 "ContactItem must not be empty".',
      'look-up-301: 50002 "ContactItem must not hold more than 300 conversations".',
      'look-up-missing-user: 50001 "From_Account is not an account of this app".',
      expect.stringMatching(/^look-up-missing-group: 51007 /),
      'look-up-error-display: no.',
      'group-name-64: it succeeds.',
      'group-without-conversations: it succeeds.',
      expect.stringMatching(/^group-create-again: group (\d+), then group \1\.$/),
      expect.stringMatching(/^group-rename-missing: 51009 /),
      expect.stringMatching(/^group-rename-taken: 50002 /),
      expect.stringMatching(/^group-delete-missing: 51009 /),
      expect.stringMatching(/^group-change-empty: 51006 /),
      'group-missing-items: /GroupResultItem/0/ResultItem/1 with 51007.',
      'mark-numbers: number 63 sets bit 62 of 0 to 63.',
      'mark-set-and-clear: it succeeds; it changes no bit.',
      'mark-custom-empty: it leaves "".',
      expect.stringMatching(/^mark-empty: 51006 /),
      'search-without-count: 27003 "Count must be an Integer".',
      'search-six-keywords: 27003 "Keywords must not hold more than 5 keywords".',
      expect.stringMatching(/^search-bad-cursor: 27003 /),
      'search-case: 2 groups for "s", 2 for "S".',
      'search-full-page: no; the next one has 0 and IsFinish true.',
      'search-unset-birthday: 2 users of 2 for "s".',
      expect.stringMatching(/^hide-missing: 27003 /),
      'hidden-without-count: 1 of 1.',
      'unknown-api: 60009 "the requested resource does not exist, check the URL".',
      expect.stringMatching(/^get-request: status 200, .*60002/),
      expect.stringMatching(/^wrong-region: 70009 /),
      'user-number: 50002 "From_Account must be a String".',
    ]);
    expect(holdings(emulator)).toEqual(before);
    expect(emulator.calls().map(({ ErrorCode }) => ErrorCode)).not.toContain(60018);
  });
});

describe('what is wrong is named, with what to do', () => {
  const rows: readonly {
    readonly name: string;
    readonly options?: EmulatorOptions;
    readonly secret?: unknown;
    readonly expected: readonly RegExp[];
  }[] = [
    {
      name: 'a wrong key',
      secret: { ...seededCredential, secretKey: 'b0de'.repeat(16) },
      expected: [/^key, region and admin: .*70009.*Compare sdkAppId, secretKey, identifier and region in the secret/],
    },
    {
      name: 'another application',
      options: { app: { sdkAppId: 1400000001 } },
      expected: [/^key, region and admin: .*70020.*Compare sdkAppId/],
    },
    {
      name: 'no admin',
      options: { app: { admins: ['root'] } },
      expected: [/^key, region and admin: .*60010.*Make the identifier in the secret an App admin/],
    },
    {
      name: 'search off',
      options: { app: { cloudSearch: false } },
      expected: ['list-hidden-from-search', 'search-group-members', 'search-groups', 'search-users'].map(
        (name) => new RegExp(`^${name}: .*60020.*Buy the plan or plugin`),
      ),
    },
    {
      name: 'groups off',
      options: { app: { contactGroups: false } },
      expected: ['list-contact-groups', 'search-contact-groups'].map(
        (name) => new RegExp(`^${name}: .*51013.*Upgrade the edition`),
      ),
    },
    {
      name: 'a clock that is an hour behind',
      options: { clock: () => Date.now() + 3_600_000 },
      expected: [/^address and clock: .*this machine is (3599|360[01]) s behind Chat\. Set the clock/],
    },
    {
      name: 'a clock that is two days behind, so that the signature has expired',
      options: { clock: () => Date.now() + 2 * 86_400_000 },
      expected: [/^address and clock: .* s behind Chat\. Set the clock/, /^key, region and admin: .*70001/],
    },
    {
      name: 'a secret that is not JSON',
      secret: 'fa4e',
      expected: [/^secret: The secret is not JSON\. Put \{"sdkAppId"/],
    },
    {
      name: 'a secret of another shape',
      secret: { ...seededCredential, sdkAppId: 'mine', region: 'atlantis' },
      expected: [/^secret: .*sdkAppId: .*region: expected one of china, singapore/],
    },
  ];
  test.each(rows)('$name', async ({ options, secret, expected }) => {
    const { exitCode, findings } = await check(options, secret);
    expect(exitCode).toBe(1);
    expect(findings('wrong')).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  test('a wrong region, and which is the right one', async () => {
    const [singapore, tokyo] = [await start({ app: { region: 'tokyo' } }), await start({ region: 'tokyo' })];
    const words = [...users, ...(await writeSecret(seededCredential))];
    const { exitCode, findings } = await run(words, { singapore: singapore.url, tokyo: tokyo.url });
    expect(exitCode).toBe(1);
    expect(findings('wrong')).toEqual([
      expect.stringMatching(/70009.*The application is in tokyo: put that into the secret\.$/),
    ]);
    expect(singapore.calls()).toHaveLength(1);
  });

  test('an address where nobody answers', async () => {
    const words = [...users, ...(await writeSecret(seededCredential))];
    const { exitCode, findings } = await run(words, { singapore: nowhere });
    expect(exitCode).toBe(1);
    expect(findings('wrong')).toEqual([
      expect.stringMatching(/^address and clock: .* cannot be reached\. Look at the network/),
    ]);
  });

  test('test users that do not exist', async () => {
    const emulator = await start();
    const words = ['--user', 'nobody', '--peer', 'no_one', ...(await writeSecret(seededCredential))];
    const { findings } = await run(words, { singapore: emulator.url });
    expect(findings('wrong')).toEqual([
      expect.stringMatching(/^list-contact-groups: .*50001.*Name test users that are imported/),
      expect.stringMatching(/^list-conversations: .*50001/),
      expect.stringMatching(/^search-contact-groups: .*50001/),
    ]);
  });

  test('a key that does not look like one of the console, though it may be one', async () => {
    const { findings } = await check({ app: { secretKey: 'short' } }, { ...seededCredential, secretKey: 'short' });
    expect(findings('works')[0]).toContain('64 hexadecimal digits');
  });
});

describe('the secret', () => {
  test.each([
    ['in the repository', fileURLToPath(import.meta.url), 'inside the repository'],
    ['that does not exist', '/nowhere/secret.json', 'no such file'],
  ])('is not read from a file %s', async (_, file, reason) => {
    const { exitCode, findings } = await run([...users, '--secret-file', file]);
    expect(exitCode).toBe(1);
    expect(findings('wrong')).toEqual([expect.stringContaining(reason)]);
  });

  test('is not read through a link into the repository', async () => {
    const link = join(folder, 'link.json');
    await symlink(fileURLToPath(new URL('../../package.json', import.meta.url)), link);
    const { findings } = await run([...users, '--secret-file', link]);
    expect(findings('wrong')).toEqual([expect.stringContaining('inside the repository')]);
  });

  test('comes from AWS when no file is named', async () => {
    const secrets = { 'chat/secret': JSON.stringify(seededCredential) };
    const secretsManager = await startSecretsManager({ port: 0, secrets });
    onTestFinished(secretsManager.close);
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    });
    const emulator = await start();
    expect((await run(users, { singapore: emulator.url }, 'chat/secret')).exitCode).toBe(0);

    const missing = await run(users, { singapore: emulator.url }, 'chat/other');
    expect(missing.findings('wrong')).toEqual([expect.stringContaining('Create the secret that CHAT_SECRET_ID names')]);
    secretsManager.failWith({ status: 500, type: 'InternalServiceError' });
    const down = await run(users, { singapore: emulator.url }, 'chat/secret');
    expect(down.findings('wrong')).toEqual([expect.stringContaining('Set AWS_REGION and credentials')]);
  });
});

test.each([[[]], [['--user', 'user_0001']], [['--nonsense']]])('%j shows how to run it', async (words) => {
  const { exitCode, lines } = await run(words);
  expect(exitCode).toBe(1);
  expect(lines).toEqual([expect.stringContaining('--secret-file')]);
});

test('--help shows it too, and nothing is wrong', async () => {
  const { exitCode, lines } = await run(['--help']);
  expect(exitCode).toBe(0);
  expect(lines).toEqual([expect.stringContaining('--secret-file')]);
});
