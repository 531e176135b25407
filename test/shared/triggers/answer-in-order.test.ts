import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemClock } from '#shared/clock';
import { Failure } from '#shared/failures/failure';
import { answerInOrder } from '#shared/triggers/answer-in-order';
import { contextOf } from '#test/served-api';

const transient = new Failure('UpstreamFailed', 'It failed, and may not the next time.');
const forGood = new Failure('InvalidRequest', 'It does not fit.');

interface Script {
  readonly failures?: Readonly<Record<string, Failure>>;
  /** In milliseconds: the time left of the invocation. */
  readonly remaining?: number;
}

/** Answers records whose first letter names their group, and returns which were answered and which failed. */
const run = async (records: readonly string[], { failures = {}, remaining = 30_000 }: Script = {}) => {
  const asked: string[] = [];
  const { batchItemFailures } = await answerInOrder<string>(
    {
      records,
      groupOf: (record) => record.charAt(0),
      answer: async (record) => {
        asked.push(record);
        await setImmediate();
        return failures[record];
      },
      blocks: (failure) => failure.transient,
      idOf: (record) => `id of ${record}`,
    },
    { clock: systemClock, context: contextOf(remaining) },
  );
  return { asked, handedBack: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.slice('id of '.length)) };
};

test('what stands behind a failure that blocks is handed back untouched', async () => {
  const { asked, handedBack } = await run(['a1', 'a2', 'a3', 'b1'], { failures: { a1: transient } });
  expect(asked).toEqual(['a1', 'b1']);
  expect(handedBack).toEqual(['a1', 'a2', 'a3']);
});

test('what stands behind another failure is answered', async () => {
  const { asked, handedBack } = await run(['a1', 'a2'], { failures: { a1: forGood } });
  expect(asked).toEqual(['a1', 'a2']);
  expect(handedBack).toEqual(['a1']);
});

test('no group waits until another is through', async () => {
  const groups = Array.from({ length: 300 }, (_, index) => String.fromCharCode(0x4e00 + index));
  const records = [...groups.map((group) => `${group}1`), ...groups.map((group) => `${group}2`)];
  expect((await run(records)).asked).toEqual(records);
});

test.each([
  ['transient', transient],
  ['permanent', forGood],
])(
  'after a %s failure that leaves no time, the rest is handed back untouched, of whichever group',
  async (_, failure) => {
    const records = Array.from({ length: 300 }, (_, index) => `${String.fromCharCode(0x4e00 + index)}1`);
    const [first = ''] = records;
    const all = [...records, `${first}2`];
    const { asked, handedBack } = await run(all, { failures: { [first]: failure }, remaining: 1_400 });
    expect(asked).toEqual(all.slice(0, asked.length));
    expect(asked.length).toBeLessThan(records.length);
    expect(handedBack.toSorted()).toEqual([first, ...all.slice(asked.length)].toSorted());
  },
);

test('an answer that comes after the failure that left no time does not let others begin', async () => {
  const asked: string[] = [];
  const { batchItemFailures } = await answerInOrder<string>(
    {
      records: ['a1', 'b1', 'b2'],
      groupOf: (record) => record.charAt(0),
      answer: async (record) => {
        asked.push(record);
        if (record === 'a1') return transient;
        await setImmediate();
        return undefined;
      },
      blocks: () => true,
      idOf: String,
    },
    { clock: systemClock, context: contextOf(0) },
  );
  expect(asked).toEqual(['a1', 'b1']);
  expect(batchItemFailures).toEqual([{ itemIdentifier: 'a1' }, { itemIdentifier: 'b2' }]);
});

test('as long as nothing fails, the records are answered, whatever the time', async () => {
  const records = Array.from({ length: 300 }, (_, index) => `${index}`);
  expect(await run(records, { remaining: 1_400 })).toMatchObject({ asked: { length: 300 }, handedBack: [] });
});

test('answers a hundred records at a time, however many there are', async () => {
  let atOnce = 0;
  let most = 0;
  const { batchItemFailures } = await answerInOrder<number>(
    {
      records: Array.from({ length: 10_000 }, (_, index) => index),
      groupOf: String,
      answer: async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await setImmediate();
        atOnce -= 1;
        return undefined;
      },
      blocks: () => true,
      idOf: String,
    },
    { clock: systemClock, context: contextOf() },
  );
  expect(batchItemFailures).toEqual([]);
  expect(most).toBe(100);
});

test('an error is a failure of its record alone', async () => {
  const { batchItemFailures } = await answerInOrder<string>(
    {
      records: ['a', 'b', 'c'],
      groupOf: String,
      answer: async (record) => {
        if (record === 'b') throw new TypeError('It is broken.');
        return undefined;
      },
      blocks: () => true,
      idOf: String,
    },
    { clock: systemClock, context: contextOf() },
  );
  expect(batchItemFailures).toEqual([{ itemIdentifier: 'b' }]);
});
