import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { parseExactJson } from '#shared/json/exact-json';
import { seedFor } from '#test/emulator/seed';
import { signedCall } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';
import { loadApis } from '#test/load-apis';
import { readSample } from '#test/read-sample';

/** The time that the sample of the conversation list shows. */
const clock = () => 1_775_552_160_000;

const apis = await loadApis();

const answerOf = async (name: string, path: string): Promise<string> => {
  const emulator = await startEmulator({ seed: seedFor(name), clock, app: { secretKey: 'beef'.repeat(16) } });
  onTestFinished(emulator.close);
  const signer = { secretKey: 'beef'.repeat(16), expireSeconds: 10 * 365 * 86_400 };
  const response = await signedCall({
    url: emulator.url,
    path,
    body: JSON.stringify(readSample(name).request),
    signer,
  });
  return response.text();
};

/** The differences between the emulator's answers and the samples, with their reasons. */
const differences: Readonly<Record<string, object>> = {
  // A live answer has these two, and no position behind the last page.
  'list-contact-groups': { CompleteTime: 1_672_998_266, ErrorDisplay: '', NextStartIndex: undefined },
  // A page shows any cursor.
  'search-group-members': { Cursor: expect.stringMatching(/^[\w-]{43}$/) },
  'search-users': { Cursor: expect.stringMatching(/^[\w-]{43}$/) },
  // The page shows one of six groups, and is not finished although 100 fit.
  'search-groups': { IsFinish: true, Cursor: '', Groups: expect.objectContaining({ length: 6 }) },
  // Pinned conversations come first.
  'list-conversations': { SessionItem: expect.objectContaining({ length: 3 }) },
};

test.each(apis.map(({ name, path }) => [name, path] as const))('%s answers its sample', async (name, path) => {
  const answer = z.record(z.string(), z.unknown()).parse(parseExactJson(await answerOf(name, path)));
  expect(answer).toEqual({ ...readSample(name).answer, ...differences[name] });
});

const listOf = (answer: unknown, field: string): readonly unknown[] =>
  z.looseObject({ [field]: z.array(z.unknown()) }).parse(answer)[field] ?? [];

test('a list that is longer or in another order contains the items of the sample, digit for digit', async () => {
  for (const [name, field] of [
    ['search-groups', 'Groups'],
    ['list-conversations', 'SessionItem'],
  ] as const) {
    const path = apis.find((api) => api.name === name)?.path ?? '';
    const answer = await answerOf(name, path);
    for (const item of listOf(readSample(name).answer, field)) expect(answer).toContain(JSON.stringify(item));
  }
});

test('a sample without differences is the answer byte for byte', async () => {
  const same = apis.filter(({ name }) => !(name in differences));
  for (const { name, path } of same) {
    expect(await answerOf(name, path)).toBe(JSON.stringify(readSample(name).answer));
  }
  expect(same.length).toBeGreaterThan(8);
});
