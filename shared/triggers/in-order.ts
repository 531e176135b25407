import type { Failure } from '#shared/failures/failure';

/** How records that belong together are answered. */
export interface OrderOptions<Record> {
  /** Records of one group are answered one after the other. */
  groupOf(record: Record): string;
  /** Answers a record; what it resolves to is why the record is handed back. */
  answer(record: Record): Promise<Failure | undefined>;
  /** Whether what stands behind a failure in its group has to wait for it. */
  blocks(failure: Failure): boolean;
}

/**
 * Makes what answers each record of a batch, at the same time but for the order within a group. After a failure that blocks
 * its group, the rest of the group is handed back untouched.
 *
 * What it makes throws for a record that is handed back, which is what Powertools' batch processor looks for.
 */
export const inOrder = <Record>({ groupOf, answer, blocks }: OrderOptions<Record>) => {
  const lastOf = new Map<string, Promise<unknown>>();
  const blocked = new Map<string, Failure>();

  const takeTurn = async (record: Record, group: string): Promise<void> => {
    const failure = blocked.get(group) ?? (await answer(record));
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
