import type { Failure } from '#shared/failures/failure';
import { createLimit, mostAtOnce } from '#shared/triggers/limit';

/** How to answer records in order. */
export interface OrderOptions<Record> {
  /** Names the group of a record. The records of a group are answered one after another. */
  groupOf(record: Record): string;
  /** Whether there is time for another call to Chat. */
  hasTime(): boolean;
  /** Answers a record. A failure means that the record must be delivered again. */
  answer(record: Record): Promise<Failure | undefined>;
  /** Whether the later records of the group must wait after this failure. */
  blocks(failure: Failure): boolean;
}

/**
 * Creates a record handler for Powertools' batch processor. Groups run concurrently, many at a time, the records of a
 * group in order. After a failure that blocks its group, the handler fails the rest of the group without answering it.
 * After a failure that leaves no time for another call, it fails the rest of the batch: a late reply would return the
 * whole batch.
 *
 * The handler throws the failure of a record, which makes the batch processor report the record as failed.
 */
export const inOrder = <Record>({ groupOf, hasTime, answer, blocks }: OrderOptions<Record>) => {
  const lastOf = new Map<string, Promise<unknown>>();
  const blocked = new Map<string, Failure>();
  const limit = createLimit(mostAtOnce);
  let last: Failure | undefined;

  const answerInTime = async (record: Record): Promise<Failure | undefined> => {
    if (last) return last;
    const failure = await answer(record);
    if (failure && !hasTime()) last = failure;
    return failure;
  };

  const takeTurn = async (record: Record, group: string): Promise<void> => {
    const failure = blocked.get(group) ?? (await limit(() => answerInTime(record)));
    if (!failure) return;
    if (blocks(failure)) blocked.set(group, failure);
    throw failure;
  };

  return (record: Record): Promise<void> => {
    const group = groupOf(record);
    const turn = () => takeTurn(record, group);
    const answered = (lastOf.get(group) ?? Promise.resolve()).then(turn, turn);
    lastOf.set(group, answered);
    return answered;
  };
};
