import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { failureKinds } from '#shared/failures/failure';
import { regions } from '#shared/regions';
import { familyOf } from '#test/derive/describe-api';
import { loadApis } from '#test/load-apis';
import { readSample } from '#test/read-sample';

const path = fileURLToPath(new URL('../../functions/openapi.json', import.meta.url));
const text = await readFile(path, 'utf8');
const document: unknown = JSON.parse(text);
const apis = await loadApis();

const find = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found ? Object.getOwnPropertyDescriptor(found, key)?.value : undefined,
    value,
  );

test('Redocly finds nothing', async () => {
  const redocly = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'));
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const lint = promisify(execFile)(process.execPath, [redocly, 'lint', '--format', 'json', path], { env });
  expect(JSON.parse((await lint).stdout)).toMatchObject({
    totals: { errors: 0, warnings: 0, ignored: 0 },
    problems: [],
  });
}, 30_000);

test('an id of 64 bits keeps its digits', () => {
  expect(text).toContain('"GroupOwnerTinyID": 144115214578713345,');
});

test('generators of code find no enumeration of mixed types, and no bound that only JavaScript has', () => {
  expect(text).not.toMatch(/"const":|"type": "number"|9007199254740991/);
});

test.each(apis)('$name is in its family, with its sample, rate and regions', (api) => {
  const operation = find(document, 'paths', api.path, 'post');
  expect(operation).toMatchObject({
    tags: [familyOf(api).name],
    requestBody: {
      content: { 'application/json': { example: JSON.parse(JSON.stringify(readSample(api.name).request)) } },
    },
    'x-rate-limit': { callsPerSecond: api.callsPerSecond },
    'x-regions': api.regions ?? Object.keys(regions),
  });
  expect(find(operation, 'responses', '207') !== undefined).toBe(
    JSON.stringify(readSample(api.name).answer).includes('ResultCode'),
  );
  expect(find(operation, 'responses', '504', '$ref')).toMatch(api.effect === 'adds' ? /OutcomeUnknown$/ : /Timeout$/);
});

test('every kind of failure is described', () => {
  for (const kind of Object.keys(failureKinds)) expect(find(document, 'components', 'schemas', kind)).toBeDefined();
});
