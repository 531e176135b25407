import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { abortable } from '#shared/client/abortable';

const reason = new Error('no longer wanted');

test.each([undefined, new AbortController().signal])('without an abort the work settles as usual', async (signal) => {
  const fault = new Error('no');
  await expect(abortable(signal, async () => 1)).resolves.toBe(1);
  await expect(abortable(signal, () => Promise.reject(fault))).rejects.toBe(fault);
});

test('aborted work rejects with the reason of the signal', async () => {
  const ending = new AbortController();
  const working = abortable(ending.signal, () => wait(60_000, undefined, { signal: ending.signal }));
  ending.abort(reason);
  await expect(working).rejects.toBe(reason);
});

test('work that succeeded before the abort keeps its result', async () => {
  const ending = new AbortController();
  const work = async () => {
    ending.abort(reason);
    return 1;
  };
  await expect(abortable(ending.signal, work)).resolves.toBe(1);
});

test('no work starts after the abort', async () => {
  const begun: string[] = [];
  await expect(abortable(AbortSignal.abort(reason), async () => begun.push('begun'))).rejects.toBe(reason);
  expect(begun).toEqual([]);
});
