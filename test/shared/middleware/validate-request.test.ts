import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { callDirectly, callers, callOverHttp, type HttpCallOptions, serveForTest } from '#test/call-served';
import { readSampleText } from '#test/read-sample';
import { passedOn, refused } from '#test/shared/middleware/bad-input';

const pinSample = readSampleText(pinConversations.name);

const titleOf = ({ api, title }: { api: { name: string }; title: string }) => `${api.name}: ${title}`;

describe.each(callers)('called %s', (_, call) => {
  test.each(refused.map((input) => [titleOf(input), input] as const))('%s is refused', async (_, input) => {
    const served = await serveForTest(input.api);
    const { kind, problem } = await call(served, input.json);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['InvalidRequest', 400, input.api.invalidRequestCode]);
    expect(problem?.errors?.map(({ pointer }) => pointer)).toEqual(input.pointers);
    expect(served.emulator.calls()).toEqual([]);
  });

  test.each(passedOn.map((input) => [titleOf(input), input] as const))('%s is passed on', async (_, input) => {
    const served = await serveForTest(input.api);
    await call(served, input.json);
    expect(served.emulator.calls().map(({ bodyText }) => bodyText)).toEqual([input.sent]);
  });
});

const sample = pinSample.request;
const bytesOf = (text: string) => ({ body: Buffer.from(text).toString('base64'), isBase64Encoded: true });
const largest = 256 * 1024;
/** The sample with blanks inside it, so that it has a size. */
const spaced = (size: number) => sample.slice(0, -1).padEnd(size - 1) + sample.slice(-1);
const contentType = (value: string): HttpCallOptions => ({ headers: { 'content-type': value } });

const refusedOverHttp: readonly (readonly [string, string | undefined, HttpCallOptions, unknown])[] = [
  ['no body', undefined, {}, [400, 50002, ['']]],
  ['an empty body', '', {}, [400, 50002, ['']]],
  ['a blank body', ' \r\n', {}, [400, 50002, ['']]],
  ['a body that is not JSON', 'From_Account=user_0001', {}, [400, 50002, ['']]],
  ['half a JSON', sample.slice(0, -1), {}, [400, 50002, ['']]],
  ['two JSON texts', sample + sample, {}, [400, 50002, ['']]],
  ['JSON with a comment', `/* pin */${sample}`, {}, [400, 50002, ['']]],
  ['NaN', '{"OperationType":NaN}', {}, [400, 50002, ['']]],
  ['an array', `[${sample}]`, {}, [400, 50002, ['']]],
  ['nothing, in base64', undefined, { event: bytesOf('') }, [400, 50002, ['']]],
  ['base64 that is not marked so', bytesOf(sample).body, {}, [400, 50002, ['']]],
  ['JSON that is marked as base64', sample, { event: { isBase64Encoded: true } }, [400, 50002, ['']]],
  [
    'JSON in UTF-16',
    undefined,
    { event: { body: Buffer.from(sample, 'utf16le').toString('base64'), isBase64Encoded: true } },
    [400, 50002, ['']],
  ],
  [
    'bytes that are not UTF-8',
    undefined,
    {
      event: {
        body: Buffer.from(sample.replace('user_0002', 'é'), 'latin1').toString('base64'),
        isBase64Encoded: true,
      },
    },
    [400, 50002, ['']],
  ],
  ['100,000 arrays in each other', '['.repeat(100_000) + ']'.repeat(100_000), {}, [400, 50002, ['']]],
  [
    'a large number in 100,000 arrays',
    `${'['.repeat(100_000)}144115214578713345${']'.repeat(100_000)}`,
    {},
    [400, 50002, ['']],
  ],
  ['a trailing comma', sample.replace(/}$/, ',}'), {}, [400, 50002, ['']]],
  ['a byte over 256 KiB', spaced(largest + 1), {}, [413, 413, undefined]],
  ['a byte over 256 KiB in base64', undefined, { event: bytesOf(spaced(largest + 1)) }, [413, 413, undefined]],
  ['256 KiB of characters, and more bytes', `"${'é'.repeat(largest / 2)}"`, {}, [413, 413, undefined]],
];

describe('over HTTP only', () => {
  test.each(refusedOverHttp)('%s is refused', async (...[, body, options, expected]) => {
    const served = await serveForTest(pinConversations);
    const { status, problem } = await callOverHttp(served, body, options);
    expect([status, problem?.ErrorCode, problem?.errors?.map(({ pointer }) => pointer)]).toEqual(expected);
    expect(problem?.status).toBe(status);
    expect(served.emulator.calls()).toEqual([]);
  });

  const taken: readonly (readonly [string, string | undefined, HttpCallOptions])[] = [
    ['a base64 body', undefined, { event: bytesOf(sample) }],
    ['no content type', sample, { event: { headers: {} } }],
    ['the content type of a form', sample, contentType('application/x-www-form-urlencoded')],
    ['any other content type', sample, contentType('text/html, application/jsonp')],
    ['a byte order mark', `\ufeff${sample}`, {}],
    ['a byte order mark in base64', undefined, { event: bytesOf(`\ufeff${sample}`) }],
    ['white space around it', ` \r\n\t${sample}\u00a0\n`, {}],
    ['exactly 256 KiB', spaced(largest), {}],
    ['exactly 256 KiB in base64', undefined, { event: bytesOf(spaced(largest)) }],
    ['a byte order mark before 256 KiB', `\ufeff${spaced(largest)}`, {}],
    ['a byte order mark before 256 KiB in base64', undefined, { event: bytesOf(`\ufeff${spaced(largest)}`) }],
  ];
  test.each(taken)('%s is taken', async (_, body, options) => {
    const served = await serveForTest(pinConversations);
    expect((await callOverHttp(served, body, options)).text).toBe(pinSample.answer);
    expect(served.emulator.calls().map(({ bodyText }) => bodyText)).toEqual([sample]);
  });
});

test.each([
  ['a trailing comma', '{\n  "From_Account": "a",\n}', 'The body is not JSON at line 3, column 1.'],
  ['half a JSON', '{"From_Account":', 'The body is not JSON.'],
  ['nothing', '', 'The body is empty.'],
  [
    'a long number in 100,000 arrays',
    `${'['.repeat(100_000)}144115214578713345${']'.repeat(100_000)}`,
    'The body is nested too deeply.',
  ],
])('%s is reported with its place', async (_, body, detail) => {
  const served = await serveForTest(pinConversations);
  expect((await callOverHttp(served, body)).problem?.detail).toBe(detail);
});

test.each([
  ['null', 'expected an object, got null'],
  ['"text"', 'expected an object, got a string'],
  ['[]', 'expected an object, got an array'],
  ['""', 'expected an object, got an empty string'],
  ['['.repeat(100_000) + ']'.repeat(100_000), 'expected an object, got an array'],
])('%.20s is JSON, and no request', async (body, detail) => {
  const served = await serveForTest(pinConversations);
  expect((await callOverHttp(served, body)).problem?.errors).toEqual([{ pointer: '', detail }]);
});

test('60,000 faults give a bounded answer and log line', async () => {
  const served = await serveForTest(searchGroups);
  const keys = Array.from({ length: 20_000 }, (_, index) => `"k${index}":0`);
  const { text, problem } = await callOverHttp(served, `{"Count":1,"Keywords":["a"],${keys.join()}}`);
  expect(problem?.detail).toBe('The request has 20000 faults.');
  expect(problem?.errors).toHaveLength(50);
  expect(problem?.ErrorInfo).toMatch(/; and 19950 more$/);
  expect(text.length).toBeLessThan(20_000);
  expect(JSON.stringify(served.lines).length).toBeLessThan(10_000);
});

describe('directly only', () => {
  const events: readonly (readonly [string, unknown])[] = [
    ['an empty text', ''],
    ['the request as a text', sample],
    ['an array of what is no request', [[]]],
    ['an array too deep to be measured', Array.from({ length: 100_000 }).reduce((inner) => [inner], 0)],
  ];
  test.each(events)('%s is refused', async (_, event) => {
    const served = await serveForTest(pinConversations);
    const { kind, problem } = await callDirectly(served, event);
    expect([kind, problem?.status, problem?.errors?.map(({ pointer }) => pointer)]).toEqual([
      'InvalidRequest',
      400,
      [''],
    ]);
    expect(served.emulator.calls()).toEqual([]);
  });

  test.each([
    ['exactly 256 KiB', largest, 'InvalidRequest'],
    ['a byte more', largest + 1, 'PayloadTooLarge'],
  ])('a request of %s', async (_, size, kind) => {
    const served = await serveForTest(pinConversations);
    const padding = size - Buffer.byteLength(JSON.stringify({ padding: '' }));
    expect((await callDirectly(served, { padding: 'a'.repeat(padding) })).kind).toBe(kind);
  });
});
