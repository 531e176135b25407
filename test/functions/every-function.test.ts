import { isDeepStrictEqual } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { errorCodes } from '#shared/chat/error-codes';
import type { Api } from '#shared/define-api';
import { failureKinds } from '#shared/failures/failure';
import { check } from '#shared/failures/faults';
import { isRegion, type Region, regions } from '#shared/regions';
import { callDirectly, callers, callOverHttp, serveForTest } from '#test/call-served';
import { seedFor } from '#test/emulator/seed';
import { signedAnswer } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';
import { envelopes } from '#test/events/envelopes';
import { type LimitCase, limitCasesOf } from '#test/functions/limit-cases';
import { placesOf } from '#test/functions/schema-fields';
import { loadApis } from '#test/load-apis';
import { jsonSchemaOf } from '#test/openapi/json-schema';
import { readSample } from '#test/read-sample';
import { seededCredential } from '#test/served-api';

const withToken = (path: string, claims: Readonly<Record<string, unknown>>) => ({
  event: { requestContext: { http: { method: 'POST', path }, requestId: 'a', authorizer: { jwt: { claims } } } },
});

/**
 * Values that Chat alone can judge: which cursors and ids it knows, and from where it counts the bits of a mark. The
 * code for a cursor or an id of a search that it does not know is that of a bad request.
 */
const leftToChat = /\/(?:Cursor|UserID|GroupID|SetMark\/\*|ClearMark\/\*)$/;

/** A request as it goes to Chat, with no longer list than one call takes. */
const asSent = ({ split, request }: Api, given: unknown): unknown => {
  const checked = request.parse(given);
  const list = split && checked[split.field];
  return split && Array.isArray(list) ? { ...checked, [split.field]: list.slice(0, split.perCall) } : checked;
};

/** The sources of events that functions serve. */
const sources = envelopes.filter(({ refused }) => refused === undefined);

const everyRegion = Object.keys(regions).filter(isRegion);

describe.each(await loadApis())('$name', (api) => {
  const { name, path, access, effect, errorCodes: ownCodes, invalidRequestCode } = api;
  const { regions: regionsOf = everyRegion } = api;
  const sample = readSample(name);
  const [request, answer] = [JSON.stringify(sample.request), JSON.stringify(sample.answer)];
  const schema = jsonSchemaOf(api.request);
  const limits = limitCasesOf(schema, sample.request);
  const now = Date.now();
  /** The function, and a Chat that holds what the sample is about. */
  const serve = () => serveForTest(api, { emulator: { seed: seedFor(name), clock: () => now } });

  test.each(callers)('called %s, takes the sample to Chat and its answer back, byte for byte', async (_, call) => {
    const served = await serve();
    served.emulator.fail({ kind: 'reply', body: answer });
    expect(await call(served, request)).toMatchObject({ kind: 'Served', text: answer });
    expect(served.emulator.calls().map((each) => [each.path, each.bodyText])).toEqual([[path, request]]);
  });

  test('behind every source of events, takes the sample to Chat, byte for byte', async () => {
    const taken = await Promise.all(
      sources.map(async ({ name: source, wrap }) => {
        const served = await serve();
        await served.invoke(wrap(request, path));
        return [source, [...new Set(served.emulator.calls().map(({ bodyText }) => bodyText))]];
      }),
    );
    expect(taken).toEqual(sources.map(({ name: source }) => [source, [request]]));
  });

  test('keeps fields of an answer that no page names', async () => {
    const served = await serve();
    const body = answer.replace(/}$/, ',"Later":[{"Id":18446744073709551615,"Price":1.25}]}');
    served.emulator.fail({ kind: 'reply', body });
    expect(await callDirectly(served, sample.request)).toMatchObject({ kind: 'Served', text: body });
  });

  test.each(callers)('called %s, refuses a request that does not fit, and asks Chat nothing', async (_, call) => {
    const served = await serve();
    expect(await call(served, '{}')).toMatchObject({
      kind: 'InvalidRequest',
      problem: { status: 400, ErrorCode: invalidRequestCode, ActionStatus: 'FAIL' },
    });
    expect(served.emulator.calls()).toEqual([]);
  });

  test('takes what is at a limit, and refuses what is one past it at that place alone', () => {
    const faultsOf = ({ request: given }: LimitCase): readonly string[] => {
      const result = check(api.request, given);
      return 'faults' in result ? result.faults.map(({ pointer }) => pointer) : [];
    };
    const wrong = limits.filter((each) => faultsOf(each).join() !== (each.fault ?? ''));
    expect(wrong.map((each) => ({ ...each, faults: faultsOf(each) }))).toEqual([]);
    const tried = new Set(limits.map(({ place }) => place));
    const limited = placesOf(schema).filter(({ schema: { maxLength, maxItems, enum: values, properties } }) =>
      [maxLength, maxItems, values, properties].some((limit) => limit !== undefined),
    );
    expect(limited.filter(({ place }) => !tried.has(place))).toEqual([]);
  });

  test('takes nothing that Chat, by its pages, refuses', async () => {
    let time = now;
    const clock = () => {
      time += 1_000;
      return time;
    };
    const { users, groups, ...others } = seedFor(name);
    const seed = {
      ...others,
      users: [...users, { UserID: 'a' }],
      groups: [...groups, { GroupID: 'a', GroupName: 'a', GroupOwnerUserID: 'a', members: [{ UserID: 'a' }] }],
    };
    const { url, close } = await startEmulator({ seed, clock });
    onTestFinished(close);
    for (const { request: given, place, fault } of limits) {
      if (fault !== undefined || leftToChat.test(place)) continue;
      const { ErrorCode } = await signedAnswer({ url, path, body: asSent(api, given) });
      expect(errorCodes[Number(ErrorCode)]?.kind, `${place} ${ErrorCode}`).not.toBe('InvalidRequest');
    }
  });

  test.each([
    ['the user of the sample', { sub: sample.request.From_Account ?? 'user_0001' }, 'user' in access],
    ['another user', { sub: 'another' }, false],
    [
      'another user with the search scope',
      { sub: 'another', scope: 'chat:search' },
      'scope' in access && access.scope === 'search',
    ],
    ['another user with the admin scope', { sub: 'another', scope: 'chat:admin' }, true],
  ])('with the token of %s, follows its declared access', async (_, claims, open) => {
    const served = await serve();
    const { status } = await callOverHttp(served, request, withToken(path, claims));
    expect([status, served.emulator.calls().length]).toEqual(open ? [200, 1] : [403, 0]);
  });

  test('is served in its regions, and not enabled in the others without asking Chat', async () => {
    const outcomes = await Promise.all(
      everyRegion.map(async (region) => {
        const served = await serveForTest(api, {
          emulator: { region, seed: seedFor(name) },
          readSecret: async () => ({ ...seededCredential, region }),
        });
        const { kind } = await callDirectly(served, sample.request);
        return [region, kind, served.emulator.calls().length];
      }),
    );
    const isOffered = (region: Region) => regionsOf.includes(region);
    expect(outcomes).toEqual(
      everyRegion.map((region) => [region, ...(isOffered(region) ? ['Served', 1] : ['NotEnabled', 0])]),
    );
  });

  test('does to Chat what its effect says', async () => {
    const stateAfter = async (calls: number) => {
      const served = await serve();
      for (let call = 0; call < calls; call += 1) await callDirectly(served, sample.request);
      return served.emulator.state();
    };
    const [before, once, twice] = await Promise.all([0, 1, 2].map(stateAfter));
    const holds = {
      reads: isDeepStrictEqual(once, before),
      states: isDeepStrictEqual(twice, once),
      adds: !isDeepStrictEqual(once, before),
    };
    expect(holds[effect]).toBe(true);
  });

  test('maps each of its own codes to the kind in the table of codes', async () => {
    const outcomes = await Promise.all(
      ownCodes.map(async (ErrorCode) => {
        const served = await serve();
        served.emulator.fail({ kind: 'code', ErrorCode, times: 'always' });
        const { kind, problem } = await callDirectly(served, sample.request, 2_000);
        return [ErrorCode, kind, problem?.status];
      }),
    );
    const kindOf = (code: number) => {
      const { kind, recovery } = errorCodes[code] ?? { kind: 'UpstreamFailed' };
      return effect === 'adds' && recovery === 'retry' ? 'OutcomeUnknown' : kind;
    };
    expect(outcomes).toEqual(ownCodes.map((code) => [code, kindOf(code), failureKinds[kindOf(code)].status]));
  });
});
