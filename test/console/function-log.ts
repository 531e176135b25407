import * as z from 'zod/mini';

const lineSchema = z.looseObject({
  kind: z.string(),
  reason: z.string(),
  faults: z.optional(z.array(z.string())),
});

/** A request to find in the log of a function. */
export interface LogQuestion {
  /** The address of the Invoke API. */
  readonly lambda: string;
  readonly functionName: string;
  /** The id of its message, event or invocation, which its log lines contain. */
  readonly id: string;
}

const readLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Reads from the log of a function why a request last failed. */
export const readReason = async ({ lambda, functionName, id }: LogQuestion): Promise<string> => {
  const response = await fetch(`${lambda}/_functions/${functionName}/log`, { signal: AbortSignal.timeout(5_000) });
  const printed = z.array(z.string()).parse(await response.json());
  const lines = printed.flatMap((text) => text.split('\n')).filter((line) => line.includes(id));
  const [last] = lines.toReversed().flatMap((line) => lineSchema.safeParse(readLine(line)).data ?? []);
  if (!last) return 'The log of the function does not say why.';
  return [`${last.kind}: ${last.reason}`, ...(last.faults ?? [])].join(' ');
};
