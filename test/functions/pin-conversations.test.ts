import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callers, callOverHttp, serveForTest } from '#test/call-served';
import { topSample } from '#test/emulator/documented-samples';
import { type OwnCode, recentContactCodes } from '#test/functions/own-codes';
import { readSample } from '#test/read-sample';
import type { ServedApi } from '#test/served-api';

const c2c = (user: string) => ({ Type: 1, To_Account: user });
const request = (items: unknown, fields: object = {}) =>
  JSON.stringify({ From_Account: 'user_0001', OperationType: 1, RecentContactItem: items, ...fields });
const pinsOf = ({ emulator }: ServedApi, user = 'user_0001') =>
  emulator.state().users.find(({ UserID }) => UserID === user)?.pins;

const ownCodes: readonly OwnCode[] = [...recentContactCodes, [51012, 'LimitExceeded', 409, 51012]];

describe('the definition', () => {
  const { name, errorCodes, path } = pinConversations;
  const example = readSample(name);

  test('shows the sample of the page', () => {
    expect(JSON.stringify(example.request)).toBe(topSample.request);
    expect(JSON.stringify(example.answer)).toBe(topSample.answer);
    expect(path).toBe(topSample.path);
  });

  test('passes its own schemas', () => {
    expect(pinConversations.request.parse(example.request)).toEqual(example.request);
    expect(pinConversations.response.parse(example.answer)).toEqual(example.answer);
  });

  test('lists the codes that are tried here', () => {
    expect(errorCodes).toEqual(ownCodes.map(([code]) => code));
  });
});

describe.each(callers)('called %s', (_, call) => {
  test('the documented sample goes to Chat and back byte for byte', async () => {
    const served = await serveForTest(pinConversations);
    expect(await call(served, topSample.request)).toEqual(expect.objectContaining({ text: topSample.answer }));
    expect(served.emulator.calls().map(({ path, bodyText }) => [path, bodyText])).toEqual([
      [topSample.path, topSample.request],
    ]);
    expect(pinsOf(served)).toEqual(['C2Cuser_0002', 'GROUP@TGS#1B2AUI7RZ']);
  });

  test('what was pinned can be unpinned', async () => {
    const served = await serveForTest(pinConversations);
    await call(served, topSample.request);
    const outcome = await call(served, request([c2c('user_0002')], { OperationType: 2 }));
    expect(outcome.kind).toBe('Served');
    expect(pinsOf(served)).toEqual(['GROUP@TGS#1B2AUI7RZ']);
  });

  test.each(ownCodes)('Chat’s code %i is %s, HTTP %i, ErrorCode %i', async (...[code, ...expected]) => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'code', ErrorCode: code, times: 'always' });
    const { kind, problem } = await call(served, topSample.request, 3_000);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(expected);
    expect(problem?.ActionStatus).toBe('FAIL');
  });

  test('an account that was never imported is not found', async () => {
    const served = await serveForTest(pinConversations);
    const outcome = await call(served, request([c2c('user_0002')], { From_Account: 'nobody' }));
    expect(outcome).toMatchObject({ kind: 'NotFound', problem: { status: 404, ErrorCode: 50001 } });
  });

  test('the fiftieth pin is taken and the one after it exceeds the limit', async () => {
    const served = await serveForTest(pinConversations);
    const pin = (user: string, OperationType = 1) =>
      call(served, request([c2c(user)], { From_Account: 'user_0050', OperationType }));
    await pin('peer_1', 2);
    expect((await pin('one_more')).kind).toBe('Served');
    expect(pinsOf(served, 'user_0050')).toHaveLength(50);
    expect(await pin('too_many')).toMatchObject({ kind: 'LimitExceeded', problem: { status: 409, ErrorCode: 51012 } });
  });

  test('a user id of 32 bytes is passed on and one of 33 is refused', async () => {
    const served = await serveForTest(pinConversations);
    expect((await call(served, request([c2c('é'.repeat(16))]))).kind).toBe('Served');
    expect(await call(served, request([c2c(`${'é'.repeat(16)}a`)]))).toMatchObject({
      kind: 'InvalidRequest',
      problem: {
        errors: [{ pointer: '/RecentContactItem/0/To_Account', detail: 'expected at most 32 bytes of UTF-8' }],
      },
    });
    expect(served.emulator.calls()).toHaveLength(1);
  });

  test('ToGroupId is refused with the field that was meant', async () => {
    const served = await serveForTest(pinConversations);
    const outcome = await call(served, request([{ Type: 2, ToGroupId: '@TGS#1B2AUI7RZ' }]));
    expect(outcome).toMatchObject({
      kind: 'InvalidRequest',
      problem: {
        status: 400,
        ErrorCode: 50002,
        errors: [
          { pointer: '/RecentContactItem/0/GroupId', detail: 'expected a string, got nothing' },
          { pointer: '/RecentContactItem/0/ToGroupId', detail: 'unknown field; did you mean GroupId?' },
        ],
      },
    });
    expect(served.emulator.calls()).toEqual([]);
  });
});

test('over HTTP the sample is answered as JSON', async () => {
  const served = await serveForTest(pinConversations);
  const { status, headers } = await callOverHttp(served, topSample.request);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
});
