import middy from '@middy/core';
import { expect, test } from 'vitest';
import { asFailure, Failure, type FailureKind, failureKinds } from '#shared/failures';
import { rememberRejections } from '#shared/middleware/remember-rejections';
import type { RequestInProgress } from '#shared/request';
import { contextOf } from '#test/served-api';

const requestOf = (id: string): RequestInProgress => ({
  id,
  body: { value: {} },
  caller: { kind: 'trusted' },
  deadline: 0,
  trace: {},
  start: 0,
  attempts: [],
  checked: {},
});

/** A chain that fails as told, and the ids of the requests that got through to its end. */
const failingWith = (error: () => unknown) => {
  const served: string[] = [];
  const chain = middy<RequestInProgress, string>()
    .use(rememberRejections())
    .handler(async ({ id }) => {
      served.push(id);
      const reason = error();
      if (reason) throw reason;
      return id;
    });
  const kindOf = (id: string) =>
    chain(requestOf(id), contextOf()).then(
      () => 'Served',
      (reason: unknown) => asFailure(reason).kind,
    );
  return { served, kindOf };
};

const everyKind = Object.keys(failureKinds).filter((kind): kind is FailureKind => kind in failureKinds);

test.each(everyKind)('%s is remembered if it will not pass', async (kind) => {
  const { served, kindOf } = failingWith(() => new Failure(kind, 'Failed.'));
  expect([await kindOf('a'), await kindOf('a')]).toEqual([kind, kind]);
  expect(served).toEqual(failureKinds[kind].passing ? ['a', 'a'] : ['a']);
});

test('another request is not taken for the one that was refused', async () => {
  const { served, kindOf } = failingWith(() => new Failure('NotFound', 'Gone.'));
  await kindOf('a');
  await kindOf('b');
  expect(served).toEqual(['a', 'b']);
});

test('a request that was served, and an error that nobody expected, are not remembered', async () => {
  const errors: unknown[] = [undefined, new TypeError('broken'), undefined];
  const { kindOf } = failingWith(() => errors.shift());
  expect([await kindOf('a'), await kindOf('a'), await kindOf('a')]).toEqual(['Served', 'InternalError', 'Served']);
});

test('the memory is bounded: the oldest are forgotten', async () => {
  const { served, kindOf } = failingWith(() => new Failure('NotFound', 'Gone.'));
  for (let index = 0; index <= 1_000; index += 1) await kindOf(`${index}`);
  served.length = 0;
  await kindOf('1000');
  await kindOf('500');
  expect(served).toEqual([]);
  await kindOf('0');
  expect(served).toEqual(['0']);
});
