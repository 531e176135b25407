import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Region } from '#shared/regions';
import { type EmulatorOptions, startEmulator } from '#test/emulator/start-emulator';
import { checkLive } from '#test/live/check-live';
import { startSecretsManager } from '#test/local/secrets-manager';
import { seededCredential } from '#test/served-api';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-live-'));
});
afterAll(() => rm(folder, { recursive: true }));

const users = ['--user', 'user_0001', '--peer', 'user_0002', '--group', '@TGS#1B2AUI7RZ', '--keyword', '啊'];

/** What a person sees of the check. */
interface Screen {
  readonly exitCode: number;
  readonly lines: readonly string[];
  /** The findings of this state. */
  findings(state: 'works' | 'wrong' | 'seen'): readonly string[];
}

const screenOf = (exitCode: number, lines: readonly string[]): Screen => ({
  exitCode,
  lines,
  findings: (state) => lines.filter((line) => line.startsWith(state)).map((line) => line.slice(7)),
});

const run = async (words: readonly string[], urls: Partial<Record<Region, string>> = {}, secretId?: string) => {
  const lines: string[] = [];
  const exitCode = await checkLive({
    arguments: words,
    secretId,
    print: (line) => lines.push(line),
    baseUrlOf: (region) => urls[region] ?? 'http://127.0.0.1:1',
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
  const words = [...users, ...(await writeSecret(secret))];
  const screen = await run(words, { singapore: emulator.url });
  return screen;
};

test('an account in order: everything works, and the open questions are shown', async () => {
  const emulator = await start();
  const { exitCode, findings } = await run([...users, ...(await writeSecret(seededCredential))], {
    singapore: emulator.url,
  });
  expect(exitCode).toBe(0);
  expect(findings('wrong')).toEqual([]);
  expect(findings('works')).toEqual([
    'secret: It has the right shape.',
    expect.stringMatching(/^address and clock: http:.* answers; this machine is [01] s (ahead of|behind) Chat\.$/),
    'key, region and admin: administrator of 1400000000 signs in to singapore as an App admin.',
    'conversation groups and marks: Those of user_0001 can be looked up.',
    'pins: user_0002 was pinned for user_0001 and unpinned again.',
    'group search: 6 groups are found for "啊".',
  ]);
  expect(findings('seen')).toEqual([
    'Does a lookup leave out a conversation without data?: yes',
    'Does a lookup list only the conversation groups that its results name?: 0 groups for a conversation that is in none',
    'What is a lookup of nothing?: 50002 "ContactItem must not be empty"',
    'What is a lookup of 301 conversations?: 50002 "ContactItem must not hold more than 300 conversations"',
    'What is a lookup for a user that was never imported?: 50001 "From_Account is not an account of this app"',
    'Does a lookup still answer ErrorDisplay?: no',
    'What is a pin of nothing?: 50002 "RecentContactItem must not be empty"',
    'What is an unpin of what is not pinned?: it succeeds',
    'What is a search without Count?: 27003 "Count must be an Integer"',
    'What is a search with six keywords?: 27003 "Keywords must not hold more than 5 keywords"',
    expect.stringMatching(/^What is a search with a stale cursor\?: 27003 /),
    'What is an API that does not exist?: 60009 "the requested resource does not exist, check the URL"',
  ]);
  expect(emulator.state().users.find(({ UserID }) => UserID === 'user_0001')?.pins).toEqual([]);
  expect(emulator.calls().map(({ ErrorCode }) => ErrorCode)).not.toContain(60018);
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
      expected: [/^group search: .*60020.*Buy the plan or plugin/],
    },
    {
      name: 'groups off',
      options: { app: { contactGroups: false } },
      expected: [/^conversation groups and marks: .*51013.*Upgrade the edition/],
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
      secret: { ...seededCredential, sdkAppId: '1400000000', region: 'atlantis' },
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
    expect(singapore.calls()).toHaveLength(2);
  });

  test('an address where nobody answers', async () => {
    const { exitCode, findings } = await run([...users, ...(await writeSecret(seededCredential))]);
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
      expect.stringMatching(/^conversation groups and marks: .*50001.*Name test users that are imported/),
      expect.stringMatching(/^pins: .*50001/),
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
