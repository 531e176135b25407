import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClientPackage } from '#test/client-package/build-client-package';
import { readmeProgram } from '#test/client-package/readme-program';
import { camelCase } from '#test/derive/names';
import { type Emulator, startEmulator } from '#test/emulator/start-emulator';
import { buildFunction } from '#test/lambda/build-function';
import { type LambdaHost, startLambdaHost } from '#test/lambda/lambda-host';
import { loadApis } from '#test/load-apis';
import { type SecretsManager, startSecretsManager } from '#test/local/secrets-manager';
import { seededCredential } from '#test/served-api';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const compiler = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')));

const prefix = 'chat-functions-prod-';

/** The README's program, followed by what the README only describes. */
const program = `${readmeProgram()}
const pages = await Array.fromAsync(chat.pages.searchGroups({ Count: 1, Keywords: ['IM', 'Desk'] }));
const owners: (string | undefined)[] = pages.flatMap(({ Groups = [] }) => Groups.map((group) => group.GroupOwnerTinyID));
const pin = { Type: 1, To_Account: 'user_0002' } as const;
const refused = await chat
  .pinConversations({ From_Account: 'user_0050', OperationType: 1, RecentContactItem: [pin] })
  .catch((error: unknown) => (isChatFunctionsError(error) ? [error.kind, error.errorCode] : error));
console.log(JSON.stringify({ owners, refused }));

export const mistakes = () => [
  // @ts-expect-error: the field is Keywords
  chat.searchGroups({ Count: 1, Keyword: [] }),
  // @ts-expect-error: an id is no number
  pages[0]?.Groups?.[0]?.GroupOwnerTinyID satisfies number | undefined,
  // @ts-expect-error: there is no such method
  chat.pages.searchGroup,
];
`;

const configuration = {
  compilerOptions: { strict: true, module: 'nodenext', target: 'esnext', types: ['node'], skipLibCheck: false },
  include: ['*.ts'],
};

let folder: string;
let project: string;
let emulator: Emulator;
let secretsManager: SecretsManager;
let host: LambdaHost;

/** Packs the client and unpacks it in a project that has nothing else but the SDK and the types of Node. */
const installClient = async (): Promise<void> => {
  const built = join(folder, 'built');
  await buildClientPackage(built);
  await execute('npm', ['pack', '--pack-destination', folder], { cwd: built });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{"name":"caller","private":true,"type":"module"}');
  await execute('npm', ['install', '--offline', '--legacy-peer-deps', join(folder, tarball)], { cwd: project });
  for (const scope of ['@aws-sdk', '@types']) {
    await symlink(join(root, 'node_modules', scope), join(project, 'node_modules', scope));
  }
};

const deployFunctions = async (): Promise<void> => {
  const secrets = { 'chat-functions/test': JSON.stringify(seededCredential) };
  emulator = await startEmulator();
  secretsManager = await startSecretsManager({ port: 0, secrets });
  const environment = {
    CHAT_SECRET_ID: 'chat-functions/test',
    CHAT_BASE_URL: emulator.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
  };
  const called = (await loadApis()).filter(({ name }) => program.includes(`.${camelCase(name)}(`));
  const functions = called.map(async ({ name }) => {
    const built = await buildFunction(join(root, 'functions', name, 'handler.ts'), join(folder, name));
    return [`${prefix}${name}`, { ...built, environment, timeoutSeconds: 10 }] as const;
  });
  host = await startLambdaHost({ functions: Object.fromEntries(await Promise.all(functions)) });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-package-'));
  project = join(folder, 'caller');
  await Promise.all([installClient(), deployFunctions()]);
});

afterAll(async () => {
  await host.close();
  await secretsManager.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const compile = async (source: string): Promise<void> => {
  await writeFile(join(project, 'program.ts'), source);
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(configuration));
  await execute(process.execPath, [compiler], { cwd: project });
};

test('the package is the client, its declarations and nothing else', async () => {
  const installed = join(project, 'node_modules/chat-functions-client');
  const files = await readdir(installed, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  expect(names.map((name) => name.slice(installed.length + 1)).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'chat-functions.js',
    'package.json',
    'types/chat/item-results.d.ts',
    'types/client/chat-functions-error.d.ts',
    'types/client/chat-functions.d.ts',
    'types/client/contract.d.ts',
    'types/client/method.d.ts',
    'types/failures/failure.d.ts',
  ]);
  const contents = await Promise.all(names.map((name) => readFile(name, 'utf8')));
  expect(contents.join('\n')).not.toMatch(/zod|#functions/);
});

test('the samples of the README compile and call the functions, and mistakes do not compile', async () => {
  await compile(program);
  const { stdout } = await execute(process.execPath, ['program.js'], {
    cwd: project,
    env: {
      AWS_ENDPOINT_URL_LAMBDA: host.url,
      AWS_REGION: 'ap-southeast-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
    owners: [expect.stringMatching(/^\d{18}$/), '144115214578713345'],
    refused: ['LimitExceeded', 51_012],
  });
});
