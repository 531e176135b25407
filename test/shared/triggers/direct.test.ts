import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { failureKinds } from '#shared/failures/failure';
import { problemSchema } from '#shared/failures/problem';
import { serveForTest } from '#test/call-served';
import { samples } from '#test/events/samples';
import { readSampleText } from '#test/read-sample';
import type { ServedApi } from '#test/served-api';

const groupSearchSample = readSampleText(searchGroups.name);
const pinSample = readSampleText(pinConversations.name);

const thrownBy = async (served: ServedApi, event: unknown, remaining?: number): Promise<Error> => {
  const error: unknown = await served.invoke(event, remaining).catch((reason: unknown) => reason);
  if (!(error instanceof Error)) throw new Error('nothing was thrown');
  return error;
};

describe('a successful call', () => {
  test('returns Chat’s answer as a value, which the runtime writes digit for digit', async () => {
    const served = await serveForTest(searchGroups);
    served.emulator.fail({ kind: 'reply', body: groupSearchSample.answer });
    const value = await served.invoke(JSON.parse(groupSearchSample.request));
    expect(JSON.stringify(value)).toBe(groupSearchSample.answer);
    expect(value).toMatchObject({ ActionStatus: 'OK', TotalCount: 6, Groups: [{ GroupOwnerUserName: '咯好无辜啊' }] });
  });

  test.each(['18446744073709551615', '-9223372036854775808', '9007199254740993', '0.1', '-1', '1e400'])(
    'keeps the number %s of an answer',
    async (number) => {
      const served = await serveForTest(pinConversations);
      const body = `{"ActionStatus":"OK","ErrorCode":0,"Number":${number}}`;
      served.emulator.fail({ kind: 'reply', body });
      expect(JSON.stringify(await served.invoke(JSON.parse(pinSample.request)))).toBe(body);
    },
  );
});

describe('a call that failed', () => {
  test('throws an error named after the kind, with the problem document as its message', async () => {
    const served = await serveForTest(pinConversations);
    const error = await thrownBy(served, {});
    expect(error.name).toBe('InvalidRequest');
    const problem = problemSchema().parse(JSON.parse(error.message));
    expect(problem).toMatchObject({ status: 400, title: failureKinds.InvalidRequest.title, ErrorCode: 50002 });
    expect(problem.errors).toHaveLength(3);
  });

  test('names the invocation for a search of the log', async () => {
    const served = await serveForTest(pinConversations);
    const [first, second] = [await thrownBy(served, {}), await thrownBy(served, {})].map(
      ({ message }) => problemSchema().parse(JSON.parse(message)).instance,
    );
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(second).not.toBe(first);
  });

  test('has no frames and no cause, which the runtime would send to the caller', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'cut', times: 'always' });
    const error = await thrownBy(served, JSON.parse(pinSample.request), 3_000);
    expect(error.name).toBe('UpstreamFailed');
    expect(error.stack ?? '').not.toContain('    at ');
    expect(error.cause).toBeUndefined();
    expect(Object.keys(error).filter((key) => key !== 'name' && key !== 'stack')).toEqual([]);
  });

  test('says when to retry', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'reply', status: 429, headers: { 'Retry-After': '7' }, times: 'always' });
    const error = await thrownBy(served, JSON.parse(pinSample.request), 3_000);
    expect(error.name).toBe('RateLimited');
    expect(JSON.parse(error.message)).toMatchObject({ status: 429, retryAfter: 7 });
  });
});

test('takes the request out of an envelope', async () => {
  const served = await serveForTest(pinConversations);
  await served.invoke({ ...samples.snsNotification, Message: pinSample.request });
  expect(served.emulator.calls()).toMatchObject([{ bodyText: pinSample.request }]);
});
