import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { buildFunction } from '#test/lambda/build-function';
import { runtimeVariables } from '#test/lambda/function-configuration';
import { loadApis } from '#test/local/load-apis';

const folder = await mkdtemp(join(tmpdir(), 'cold-start-'));
afterAll(() => rm(folder, { recursive: true }));

/** Runs code in a process of its own, as on Lambda, and answers whether Node's `fetch` has been loaded at its end. */
const loadsFetch = async (code: string): Promise<boolean> => {
  const told =
    "process.stdout.write(String(process.moduleLoadList.some((name) => name.endsWith('deps/undici/undici'))))";
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', `${code}; ${told}; process.exit();`],
    {
      env: {
        ...runtimeVariables('cold-start', { bundle: folder }),
        AWS_ENDPOINT_URL_SECRETS_MANAGER: 'https://127.0.0.1:9',
        CHAT_SECRET_ID: 'nowhere',
      },
    },
  );
  return JSON.parse(stdout);
};

test.each((await loadApis()).map(({ name }) => name))(
  'to load %s does not load fetch, which takes a sixth of a cold start',
  async (name) => {
    const outDir = join(folder, name);
    await buildFunction(`functions/${name}/handler.ts`, outDir);
    expect(await loadsFetch(`await import('${pathToFileURL(join(outDir, 'handler.cjs'))}')`)).toBe(false);
  },
);

test.each(["import 'node:http'", "await import('node:http')", 'new Request("https://example.com")'])(
  'it would be seen: %s',
  async (code) => {
    expect(await loadsFetch(code)).toBe(true);
  },
);
