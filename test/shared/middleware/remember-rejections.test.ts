import middy from '@middy/core';
import { expect, test } from 'vitest';
import { Failure, type FailureKind } from '#shared/failures/failure';
import { rememberRejections } from '#shared/middleware/remember-rejections';
import type { RequestInProgress } from '#shared/request';
import { contextOf } from '#test/served-api';

const request = (id: string): RequestInProgress => ({
  id,
  body: { value: {} },
  caller: { kind: 'trusted' },
  deadline: 0,
  trace: {},
  start: 0,
  attempts: [],
  checked: {},
});

/** Something that always fails in this way, with a count of how often it was asked. */
const createFailing = (kind: FailureKind) => {
  const asked: string[] = [];
  const handler = middy<RequestInProgress>()
    .use(rememberRejections())
    .handler(({ id = 'none' }) => {
      asked.push(id);
      throw new Failure(kind, `Failure of ${id}.`);
    });
  const fail = async (id: string): Promise<unknown> => {
    try {
      return await handler(request(id), contextOf());
    } catch (error) {
      return error;
    }
  };
  return { asked, fail };
};

const permanent: readonly FailureKind[] = [
  'InvalidRequest',
  'Unauthorized',
  'Forbidden',
  'NotFound',
  'LimitExceeded',
  'PayloadTooLarge',
  'UnsupportedMediaType',
  'NotEnabled',
];
const passing: readonly FailureKind[] = [
  'RateLimited',
  'Misconfigured',
  'InternalError',
  'UpstreamFailed',
  'CredentialsUnavailable',
  'UpstreamTimeout',
];

test.each(permanent)('%s is remembered: the same request fails in the same way, and nothing is asked', async (kind) => {
  const { asked, fail } = createFailing(kind);
  const first = await fail('a');
  expect(first).toMatchObject({ kind, message: 'Failure of a.' });
  expect(await fail('a')).toBe(first);
  expect(asked).toEqual(['a']);
});

test.each(passing)('%s is not remembered: it is tried again', async (kind) => {
  const { asked, fail } = createFailing(kind);
  await fail('a');
  expect(await fail('a')).toMatchObject({ kind });
  expect(asked).toEqual(['a', 'a']);
});

test('each request has a failure of its own', async () => {
  const { asked, fail } = createFailing('NotFound');
  expect([await fail('a'), await fail('b')]).toMatchObject([
    { message: 'Failure of a.' },
    { message: 'Failure of b.' },
  ]);
  expect(asked).toEqual(['a', 'b']);
});

test('the last thousand are remembered', async () => {
  const { asked, fail } = createFailing('NotFound');
  for (let index = 0; index <= 1_000; index += 1) await fail(`${index}`);
  asked.length = 0;
  await fail('1');
  await fail('1000');
  expect(asked).toEqual([]);
  await fail('0');
  expect(asked).toEqual(['0']);
});

test('one that is delivered again and again does not push the others out', async () => {
  const { asked, fail } = createFailing('NotFound');
  for (let index = 0; index < 1_000; index += 1) await fail(`${index}`);
  asked.length = 0;
  for (let delivery = 0; delivery < 5; delivery += 1) await fail('999');
  await fail('0');
  expect(asked).toEqual([]);
});

test('a request that nothing delivers again is not remembered', async () => {
  const asked: string[] = [];
  const handler = middy<RequestInProgress>()
    .use(rememberRejections())
    .handler(() => {
      asked.push('asked');
      throw new Failure('NotFound', 'No such user.');
    });
  const { id: _, ...http } = request('a');
  for (const _call of [1, 2]) await expect(handler(http, contextOf())).rejects.toMatchObject({ kind: 'NotFound' });
  expect(asked).toHaveLength(2);
});
