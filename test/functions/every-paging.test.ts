import { expect, onTestFinished, test } from 'vitest';
import type { Api, Paging } from '#shared/define-api';
import { seedFor } from '#test/emulator/seed';
import { signedAnswer } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';
import { fieldsOf } from '#test/functions/schema-fields';
import { loadApis } from '#test/load-apis';
import { jsonSchemaOf } from '#test/openapi/json-schema';
import { readSample } from '#test/read-sample';

const paged = (await loadApis()).flatMap((api) => (api.paging ? [[api.name, api, api.paging] as const] : []));

/** An emulator on which every call is made a second after the one before, so that none is over the rate. */
const startSlowEmulator = async (name: string, conversationsPerPage: number) => {
  let time = Date.now();
  const clock = () => {
    time += 1_000;
    return time;
  };
  const emulator = await startEmulator({ seed: seedFor(name), clock, limits: { conversationsPerPage } });
  onTestFinished(emulator.close);
  return emulator;
};

/** Reads the sample's list with so many items on a page: how many pages it has, and what is on them. */
const readAll = async ({ name, path, request }: Api, { carry, last }: Paging, size: number) => {
  const { url } = await startSlowEmulator(name, size);
  const pageSize = 'Count' in fieldsOf(jsonSchemaOf(request)) ? { Count: size } : {};
  let body: object = { ...readSample(name).request, ...pageSize };
  const items: unknown[] = [];
  for (let pages = 1; ; pages += 1) {
    const answer = await signedAnswer({ url, path, body: request.parse(body) });
    expect(answer).toMatchObject({ ErrorCode: 0 });
    const [list] = Object.values(answer).filter(Array.isArray);
    items.push(...(list ?? []));
    if (answer[last.field] === last.is) return { pages, items };
    body = { ...body, ...Object.fromEntries(Object.entries(carry).map(([from, to]) => [to, answer[from]])) };
  }
};

test.each(paged)('%s has the same items on many pages as on one', async (_, api, paging) => {
  const whole = await readAll(api, paging, 100);
  const parts = await readAll(api, paging, 1);
  expect([whole.pages, parts.pages > 1]).toEqual([1, true]);
  expect(parts.items).toEqual(whole.items);
  expect(parts.items.length).toBeGreaterThan(0);
});
