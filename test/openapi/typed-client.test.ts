import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generateApi } from 'swagger-typescript-api';
import { afterAll, expect, test } from 'vitest';
import { searchGroups } from '#functions/search-groups/definition';
import { startHttpFront, tokenOf } from '#test/openapi/http-front';
import { startServedApi } from '#test/served-api';

const run = promisify(execFile);
const folder = await mkdtemp(`${tmpdir()}/typed-client-`);
const served = await startServedApi(searchGroups);
const front = await startHttpFront();
front.serve((event) => served.invoke(event));

afterAll(async () => {
  await Promise.all([front.close(), served.close(), rm(folder, { recursive: true })]);
});

/** A program that uses the client: it holds what the types have to allow, and what they have to refuse. */
const program = `
import { Api } from './client.ts';

const { groupSearch } = new Api({
  baseUrl: '${front.url}',
  baseApiParams: { headers: { authorization: 'Bearer ${tokenOf({ scope: 'chat:search' })}' } },
});

const { data } = await groupSearch.searchGroups({ Count: 10, Keywords: ['啊'] });
const names: string[] = data.Groups.map(({ GroupName }) => GroupName);

// @ts-expect-error: there is no such type of group
const failed = await groupSearch.searchGroups({ Count: 10, Keywords: [], GroupType: ['Secret'] }).catch((failure) => failure);
const { status, errors } = failed.error;

// @ts-expect-error: Keywords is missing
groupSearch.searchGroups satisfies (request: { Count: number }) => unknown;

console.log(JSON.stringify({ names, status, errors }));
`;

const compilerOptions = {
  strict: true,
  target: 'es2024',
  lib: ['es2024', 'dom'],
  module: 'nodenext',
  rewriteRelativeImportExtensions: true,
  types: [],
};

test('a client made of the document compiles, and calls', async () => {
  await generateApi({
    input: fileURLToPath(new URL('../../functions/openapi.json', import.meta.url)),
    output: folder,
    fileName: 'client.ts',
    moduleNameIndex: 1,
    silent: true,
  });
  const client = await readFile(`${folder}/client.ts`, 'utf8');
  await writeFile(`${folder}/client.ts`, client.replace('// @ts-nocheck', ''));
  await writeFile(`${folder}/program.ts`, program);
  await writeFile(`${folder}/package.json`, '{"type":"module"}');
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions }));
  const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  await run(process.execPath, [tsc, '--project', folder]).catch(({ stdout }) => expect.unreachable(stdout));
  const { stdout } = await run(process.execPath, [`${folder}/program.js`]);
  expect(JSON.parse(stdout)).toEqual({
    names: expect.arrayContaining(['咯好无辜啊、IM助手']),
    status: 400,
    errors: [{ pointer: '/GroupType/0', detail: 'expected Private, Public, ChatRoom or Community' }],
  });
}, 60_000);
