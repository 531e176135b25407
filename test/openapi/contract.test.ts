import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { checkAnswer } from '#shared/chat/answer';
import type { ChatClient } from '#shared/chat/call';
import type { Api } from '#shared/define-api';
import { Failure, failureKinds } from '#shared/failures/failure';
import { isRecord } from '#shared/json/is-record';
import { serveForTest } from '#test/call-served';
import { hasItemResults } from '#test/derive/describe-api';
import { pascalCase } from '#test/derive/names';
import { loadApis } from '#test/load-apis';
import { failuresOf } from '#test/openapi/failures-of';
import { readSample } from '#test/read-sample';
import { httpEventOf, type ServedApi } from '#test/served-api';

const apis = await loadApis();
const document: unknown = JSON.parse(readFileSync(new URL('../../functions/openapi.json', import.meta.url), 'utf8'));
const { paths } = z
  .object({
    paths: z.record(
      z.string(),
      z.object({ post: z.object({ responses: z.record(z.string(), z.object({ $ref: z.optional(z.string()) })) }) }),
    ),
  })
  .parse(document);

const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { int64: true } });
ajv.addSchema({ $id: 'openapi', ...z.record(z.string(), z.unknown()).parse(document) });

const escapeKey = (key: string): string => key.replaceAll('/', '~1');

/** What is wrong with a value according to the schema at a place of the document. */
const faultsOf = (value: unknown, ...place: readonly string[]): unknown => {
  const validate = ajv.getSchema(`openapi#/${place.join('/')}`);
  if (!validate) throw new Error(`The document has no schema at ${place.join('/')}.`);
  return validate(value) ? [] : validate.errors;
};

const responseSchema = z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });

/**
 * Sends a request over HTTP to a function for which Chat answers as given. Checks the response and returns its status.
 */
const send = async (api: Api, served: ServedApi, body: unknown): Promise<number> => {
  const response = responseSchema.parse(await served.invoke(httpEventOf(api, JSON.stringify(body))));
  const status = `${response.statusCode}`;
  const documented = paths[api.path]?.post.responses[status];
  const place = documented?.$ref?.slice(2) ?? `paths/${escapeKey(api.path)}/post/responses/${status}`;
  const mediaType = response.headers['content-type']?.split(';')[0] ?? '';
  const faults = faultsOf(JSON.parse(response.body), place, 'content', escapeKey(mediaType), 'schema');
  expect(faults, `${status}: ${response.body}`).toEqual([]);
  return response.statusCode;
};

/** The value with something else at one of its places, or with something more. */
const changed = (value: unknown, steps: readonly number[], by: unknown): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = [...Object.keys(value), Array.isArray(value) ? `${value.length}` : 'Another'];
  const chosen = keys[step % keys.length] ?? '';
  const members = new Map(Object.entries(value));
  members.set(chosen, changed(members.get(chosen), rest, by));
  return Array.isArray(value) ? [...members.values()] : Object.fromEntries(members);
};

/** What the document cannot say: that JavaScript has to hold an integer, and that one field depends on another. */
const isBeyondSchemas = (body: unknown): boolean =>
  /\de\+\d/.test(JSON.stringify(body)) || (isRecord(body) && Number(body.UserBirthEnd) <= Number(body.UserBirthStart));

/** The sample with something else in one place. `undefined` takes the field away. */
const changedSamples = (sample: object) =>
  fc
    .tuple(
      fc.array(fc.nat(8), { minLength: 1, maxLength: 4 }),
      fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom(undefined, 0, 1, 2, -1, 0.5, '', '1', 'x'.repeat(300), [], {}, null),
      ),
    )
    .map(([steps, by]): unknown => JSON.parse(JSON.stringify(changed(sample, steps, by))))
    .filter((body) => !isBeyondSchemas(body));

describe.each(apis)('$name and the document agree', (api) => {
  const { request, answer } = readSample(api.name);
  const requestFaults = (value: unknown) => faultsOf(value, 'components/schemas', `${pascalCase(api.name)}Request`);
  const answerWith = (text: string) => async () => checkAnswer(text);

  test("on Chat's sample", async () => {
    const served = await serveForTest(api, { chat: { call: answerWith(JSON.stringify(answer)) } });
    expect(await send(api, served, request)).toBe(200);
  });

  test.runIf(hasItemResults(api))('on an answer in which an item failed', async () => {
    const failed = JSON.stringify(answer).replace('"ResultCode":0', '"ResultCode":51007');
    const served = await serveForTest(api, { chat: { call: answerWith(failed) } });
    expect(await send(api, served, request)).toBe(207);
  });

  test('on which requests are right, and on what goes to Chat', async () => {
    let sent: unknown;
    const call: ChatClient['call'] = (called) => {
      sent = called.request;
      return answerWith(JSON.stringify(answer))();
    };
    const served = await serveForTest(api, { chat: { call } });
    for (const body of fc.sample(changedSamples(request), { seed: 6, numRuns: 500 })) {
      const accepted = (await send(api, served, body)) === 200;
      const faults = requestFaults(accepted ? sent : body);
      if (accepted) expect(faults, JSON.stringify(body)).toEqual([]);
      else expect(faults, JSON.stringify(body)).not.toEqual([]);
    }
  });

  test.each(failuresOf(api, apis))('on a failure: $kind', async ({ kind }) => {
    const call = () => Promise.reject(new Failure(kind, 'Failed.', { retryAfterSeconds: 1 }));
    const served = await serveForTest(api, { chat: { call } });
    expect(await send(api, served, request)).toBe(failureKinds[kind].status);
  });
});
