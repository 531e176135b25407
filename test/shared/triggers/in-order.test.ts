import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Failure } from '#shared/failures/failure';
import { inOrder } from '#shared/triggers/in-order';

const transient = new Failure('UpstreamFailed', 'It failed, and may not the next time.');
const forGood = new Failure('InvalidRequest', 'It does not fit.');

/** Answers records whose first letter names their group, and returns which were answered and which failed. */
const run = async (records: readonly string[], failures: Readonly<Record<string, Failure>>, hasTime = () => true) => {
  const asked: string[] = [];
  const handle = inOrder<string>({
    groupOf: (record) => record.charAt(0),
    answer: async (record) => {
      asked.push(record);
      return failures[record];
    },
    hasTime,
    blocks: (failure) => failure.transient,
  });
  const results = await Promise.allSettled(records.map(handle));
  return { asked, handedBack: records.filter((_, index) => results[index]?.status === 'rejected') };
};

test('what stands behind a failure that blocks is handed back untouched', async () => {
  const { asked, handedBack } = await run(['a1', 'a2', 'a3', 'b1'], { a1: transient });
  expect(asked.toSorted()).toEqual(['a1', 'b1']);
  expect(handedBack).toEqual(['a1', 'a2', 'a3']);
});

test('what stands behind another failure is answered', async () => {
  const { asked, handedBack } = await run(['a1', 'a2'], { a1: forGood });
  expect(asked).toEqual(['a1', 'a2']);
  expect(handedBack).toEqual(['a1']);
});

test('what there is no time for after a failure is handed back untouched, whichever group it is of', async () => {
  const records = Array.from({ length: 300 }, (_, index) => `${String.fromCharCode(0x4e00 + index)}1`);
  const [first = ''] = records;
  const { asked, handedBack } = await run(records, { [first]: transient }, () => false);
  expect(asked).toEqual(records.slice(0, asked.length));
  expect(asked.length).toBeLessThan(records.length);
  expect(handedBack).toEqual([first, ...records.slice(asked.length)]);
});

test('answers a few hundred records at a time, however many there are', async () => {
  let atOnce = 0;
  let most = 0;
  const handle = inOrder<number>({
    groupOf: String,
    hasTime: () => true,
    answer: async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await setImmediate();
      atOnce -= 1;
      return undefined;
    },
    blocks: () => true,
  });
  await Promise.all(Array.from({ length: 10_000 }, (_, index) => handle(index)));
  expect(most).toBeGreaterThan(100);
  expect(most).toBeLessThan(500);
});
