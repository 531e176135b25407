import { leastAttempt } from '#shared/chat/retry-policy';
import { asFailure, type Failure } from '#shared/failures/failure';
import { deadlineOf, type Time } from '#shared/triggers/deadline';
import { workThrough } from '#shared/triggers/work-through';

/** A batch of records, and how to answer them in order. */
export interface Batch<Record> {
  readonly records: readonly Record[];
  /** Names the group of a record. The records of a group are answered one after another. */
  groupOf(record: Record): string;
  /** Answers a record by the deadline. A failure means that the record must be delivered again. */
  answer(record: Record, deadline: number): Promise<Failure | undefined>;
  /** Whether the later records of the group must wait after this failure. */
  blocks(failure: Failure): boolean;
  /** The id of a record in the reply. */
  idOf(record: Record): string;
}

/**
 * Answers a batch and returns AWS's partial batch response, which names the records that failed. Groups run
 * concurrently, many at a time, the records of a group in order. After a failure that blocks its group, the rest of the
 * group fails without being answered. After a failure that leaves no time for another call to Chat, the rest of the
 * batch does: a late reply would return the whole batch.
 */
export const answerInOrder = async <Record>(
  { records, groupOf, answer, blocks, idOf }: Batch<Record>,
  time: Time,
): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
  const deadline = deadlineOf(time);
  const groups = Array.from(Map.groupBy(records, groupOf).values(), (group) => group.values());
  const failed: Record[] = [];
  let last: Failure | undefined;

  // Each group goes to the end of the queue after each record, so that records are answered roughly as they came.
  await workThrough(groups, async (group) => {
    const { value: record, done } = group.next();
    if (done) return;
    const failure = last ?? (await answer(record, deadline).catch(asFailure));
    if (failure && time.clock.now() >= deadline - leastAttempt) last = failure;
    if (failure) failed.push(record);
    if (failure && blocks(failure)) failed.push(...group);
    else groups.push(group);
  });
  return { batchItemFailures: failed.map((record) => ({ itemIdentifier: idOf(record) })) };
};
