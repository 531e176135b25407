/** A part of the local run that is up. */
export interface RunningPart {
  /** Where it can be reached. */
  readonly url: string;
  close(): Promise<void>;
}

/** A part of the local run. */
export interface Part {
  /** What it is, as the person who started it reads it. */
  readonly name: string;
  /** Starts it and resolves when it can be used. */
  start(): Promise<RunningPart>;
}

/** All parts, up. */
export interface RunningParts {
  readonly addresses: readonly {
    readonly name: string;
    readonly url: string;
  }[];
  close(): Promise<void>;
}

/** Starts all parts at once. When one of them fails, closes the others and throws its error. */
export async function startParts(parts: readonly Part[]): Promise<RunningParts> {
  const starts = parts.map(async ({ name, start }) => ({
    name,
    ...(await start()),
  }));
  const running = (await Promise.allSettled(starts)).flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  const close = async () => {
    await Promise.all(running.map((part) => part.close()));
  };
  if (running.length < parts.length) {
    await close();
    await Promise.all(starts);
  }
  return { addresses: running.map(({ name, url }) => ({ name, url })), close };
}
