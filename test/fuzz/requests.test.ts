import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import type { Api } from '#shared/define-api';
import { isRecord } from '#shared/json/is-record';
import { type Callee, callDirectly, callOverHttp, type Outcome } from '#test/call-served';
import { startEmulator } from '#test/emulator/start-emulator';
import { serveAt } from '#test/faults/serve-at';
import { fuzz, remaining } from '#test/fuzz/fuzz';
import { anyJson, mutated } from '#test/fuzz/json-values';
import { callsOf, fuzzedApis, noRateLimits } from '#test/fuzz/requests';

const emulator = await startEmulator({ limits: { callsPerSecond: noRateLimits } });
afterAll(() => emulator.close());

/** A call that either reaches Chat, or is rejected with its faults without a call to Chat. */
const account = async (api: Api, sent: unknown, call: (served: Callee) => Promise<Outcome>) => {
  emulator.reset();
  const served = serveAt({ api, baseUrl: emulator.url });
  const { kind, problem } = await call(served);
  expect(problem?.status ?? 200, `${kind}: ${problem?.detail}`).toBeLessThan(500);

  const bodies = emulator.calls().map(({ body }) => body);
  expect(served.lines).toHaveLength(1);
  expect(served.lines[0]?.attempts).toBe(bodies.length);
  expect(problem?.errors === undefined, 'Chat is asked unless the request has faults').toBe(bodies.length > 0);
  const calls = bodies.length > 0 ? callsOf(api, sent) : [];
  for (const body of bodies) expect(calls).toContainEqual(body);
  for (const expected of calls) expect(bodies).toContainEqual(expected);
  return { kind, errorCode: problem?.ErrorCode };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

for (const { api, requests } of fuzzedApis) {
  const texts = fc.oneof(
    { weight: 5, arbitrary: requests.map((value) => JSON.stringify(value)) },
    { weight: 5, arbitrary: mutated(requests).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: anyJson.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    {
      weight: 1,
      arbitrary: fc.tuple(requests, fc.nat()).map(([value, cut]) => {
        const text = JSON.stringify(value);
        return text.slice(0, cut % text.length);
      }),
    },
  );

  fuzz(`${api.name}: a body over HTTP, and the same directly`, texts, async (text) => {
    const body = Buffer.from(text).toString();
    const sent = parse(body);
    const overHttp = await account(api, sent, (served) => callOverHttp(served, text, { remaining }));
    if (!isRecord(sent)) return overHttp.kind;
    const directly = await account(api, sent, (served) => callDirectly(served, sent, remaining));
    expect(directly).toEqual(overHttp);
    return overHttp.kind;
  });
}
