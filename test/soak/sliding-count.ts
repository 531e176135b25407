const second = 1_000;

/** Finds the most events of a name that lie within one second, whichever second one looks at. */
export const createSlidingCount = () => {
  const recent: Record<string, number[]> = {};
  const most: Record<string, number> = {};
  return {
    most,
    /** @param at Unix milliseconds, not before those of earlier events */
    add: (name: string, at: number): void => {
      const events = (recent[name] ?? []).filter((earlier) => earlier > at - second);
      events.push(at);
      recent[name] = events;
      most[name] = Math.max(most[name] ?? 0, events.length);
    },
  };
};
