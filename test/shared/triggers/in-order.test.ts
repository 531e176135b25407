import { expect, test } from 'vitest';
import { Failure } from '#shared/failures/failure';
import { inOrder } from '#shared/triggers/in-order';

const transient = new Failure('UpstreamFailed', 'It failed, and may not the next time.');
const forGood = new Failure('InvalidRequest', 'It does not fit.');

/** Answers records of the group that their first letter names, and tells which were asked about and handed back. */
const run = async (records: readonly string[], failures: Readonly<Record<string, Failure>>) => {
  const asked: string[] = [];
  const handle = inOrder<string>({
    groupOf: (record) => record.charAt(0),
    answer: async (record) => {
      asked.push(record);
      return failures[record];
    },
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
