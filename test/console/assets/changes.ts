import type { Holding, HoldingList, Owner } from '#test/console/contract';

/** How an item differs from before. */
export type Change = 'same' | 'added' | 'changed' | 'moved' | 'removed';

/** An item that Chat holds or held, and how it changed. */
export interface ComparedItem {
  readonly item: Holding;
  readonly change: Change;
}

/** A list, including the items removed from it. */
export interface ComparedList {
  readonly heading: string;
  readonly ordered: boolean;
  readonly items: readonly ComparedItem[];
  readonly changes: number;
}

/** The lists of an owner that are or were not empty, and the number of changes in them. */
export interface ComparedOwner {
  readonly name: string;
  readonly lists: readonly ComparedList[];
  readonly changes: number;
}

const same = (one: Holding, other: Holding): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The longest sequence of keys whose order did not change: all other keys have moved. */
const inOrder = (before: readonly string[], after: readonly string[]): ReadonlySet<string> => {
  const rank = new Map(before.map((key, index) => [key, index]));
  const runs: string[][] = [];
  for (const key of after.filter((each) => rank.has(each))) {
    const fitting = runs.filter((run) => (rank.get(run.at(-1) ?? '') ?? -1) < (rank.get(key) ?? -1));
    const longest = fitting.reduce<string[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, key]);
  }
  return new Set(runs.reduce<string[]>((best, run) => (run.length > best.length ? run : best), []));
};

const compareLists = (before: HoldingList | undefined, after: HoldingList | undefined): ComparedList => {
  const [were, are] = [before?.items ?? [], after?.items ?? []];
  const ordered = (after ?? before)?.ordered ?? false;
  const known = new Map(were.map((item) => [item.key, item]));
  const kept = ordered
    ? inOrder(
        were.map(({ key }) => key),
        are.map(({ key }) => key),
      )
    : new Set(known.keys());
  const changeOf = (item: Holding): Change => {
    const old = known.get(item.key);
    if (!old) return 'added';
    if (!same(old, item)) return 'changed';
    return kept.has(item.key) ? 'same' : 'moved';
  };
  const gone = were.filter(({ key }) => !are.some((item) => item.key === key));
  const items = [
    ...are.map((item) => ({ item, change: changeOf(item) })),
    ...gone.map((item) => ({ item, change: 'removed' as const })),
  ];
  const changes = items.filter(({ change }) => change !== 'same').length;
  return { heading: (after ?? before)?.heading ?? '', ordered, items, changes };
};

const compareOwner = (before: Owner | undefined, after: Owner | undefined): ComparedOwner => {
  const lists = [...(after?.lists ?? []), ...(before?.lists ?? [])];
  const headings = [...new Set(lists.map(({ heading }) => heading))];
  const named = (owner: Owner | undefined, heading: string) => owner?.lists.find((list) => list.heading === heading);
  const compared = headings
    .map((heading) => compareLists(named(before, heading), named(after, heading)))
    .filter(({ items }) => items.length > 0);
  const changes = compared.reduce((sum, list) => sum + list.changes, 0);
  return { name: (after ?? before)?.name ?? '', lists: compared, changes };
};

/** Compares two states of what Chat holds. Removed items come last in their list. */
export const compare = (before: readonly Owner[], after: readonly Owner[]): readonly ComparedOwner[] => {
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  const named = (owners: readonly Owner[], name: string) => owners.find((owner) => owner.name === name);
  return names.map((name) => compareOwner(named(before, name), named(after, name)));
};
