import type { Failure } from '#shared/failures/failure';
import { createLimit, mostAtOnce } from '#shared/triggers/limit';

/** How records that belong together are answered. */
export interface OrderOptions<Record> {
  /** Records of one group are answered one after the other. */
  groupOf(record: Record): string;
  /** Whether there is time for another call to Chat. */
  hasTime(): boolean;
  /** Answers a record; what it resolves to is why the record is handed back. */
  answer(record: Record): Promise<Failure | undefined>;
  /** Whether what stands behind a failure in its group has to wait for it. */
  blocks(failure: Failure): boolean;
}

/**
 * Makes what answers each record of a batch, many at the same time but for the order within a group. After a failure that
 * blocks its group, the rest of the group is handed back untouched. After one that leaves no time for another call, the
 * rest of the batch is: a reply that is late would bring back the whole batch.
 *
 * What it makes throws for a record that is handed back, which is what Powertools' batch processor looks for.
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
