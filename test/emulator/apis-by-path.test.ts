import { expect, test } from 'vitest';
import { apisByPath } from '#test/emulator/apis-by-path';
import { signedAnswer } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';
import { loadApis } from '#test/load-apis';

test('every function has a behaviour, the documented rate, and the codes of its definition', async () => {
  const definitions = await loadApis();
  const { served, withoutBehaviour } = apisByPath(definitions);
  expect(withoutBehaviour).toEqual([]);
  for (const { path, callsPerSecond, invalidRequestCode } of definitions) {
    expect(served.get(path)).toMatchObject({ path, callsPerSecond, invalidRequestCode });
  }
});

test('an API over its rate answers 60018 if its page lists it, otherwise 60007', () => {
  const definition = { name: 'a', invalidRequestCode: 1 };
  const { served } = apisByPath([
    { ...definition, path: '/v4/recentcontact/top', errorCodes: [50001] },
    { ...definition, path: '/v4/group_search/search', errorCodes: [27003, 60018] },
  ]);
  expect([...served.values()].map(({ tooFrequent }) => tooFrequent)).toEqual([60007, 60018]);
});

test('a definition without a behaviour causes a warning, and its path is unknown', async () => {
  const path = '/v4/some_service/some_command';
  const warnings: string[] = [];
  const definition = { name: 'do-something', path, errorCodes: [], invalidRequestCode: 1 } as const;
  const emulator = await startEmulator({ apis: [definition], warn: (message) => warnings.push(message) });
  try {
    expect(warnings).toEqual([expect.stringContaining('do-something')]);
    expect(await signedAnswer({ url: emulator.url, path, body: {} })).toMatchObject({ ErrorCode: 60009 });
  } finally {
    await emulator.close();
  }
});
