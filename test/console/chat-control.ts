import * as z from 'zod/mini';
import type { PlannedFault, ReceivedCall } from '#test/console/contract';

/** The most calls that the page gets, and the most characters of each body. */
const shownCalls = 200;
const shownCharacters = 4_000;

const callSchema = z.object({
  arrivedAt: z.number(),
  path: z.string(),
  query: z.object({ random: z.nullable(z.string()) }),
  bodyText: z.string(),
  status: z.nullable(z.number()),
  ErrorCode: z.nullable(z.number()),
  fault: z.nullable(z.string()),
});

const faultSchema = z.looseObject({
  id: z.union([z.string(), z.number()]),
  kind: z.string(),
  path: z.optional(z.string()),
  times: z.optional(z.union([z.number(), z.literal('always')])),
});

/** The control interface of the local Chat. */
export interface ChatControl {
  /** The calls that Chat received, oldest first. */
  calls(): Promise<readonly ReceivedCall[]>;
  /** Chat's data, as the emulator reports it. */
  state(): Promise<unknown>;
  faults(): Promise<readonly PlannedFault[]>;
  /** Plans a fault. Resolves with an error message if the emulator refuses it. */
  planFault(fault: unknown): Promise<string | undefined>;
  cancelFault(id: string): Promise<void>;
  changeKey(secretKey: string): Promise<void>;
  reset(): Promise<void>;
}

const readCall = (call: unknown): ReceivedCall => {
  const { arrivedAt, path, query, bodyText, status, ErrorCode, fault } = callSchema.parse(call);
  const body = bodyText.length > shownCharacters ? `${bodyText.slice(0, shownCharacters)}…` : bodyText;
  return { id: `${arrivedAt}-${query.random}`, arrivedAt, path, body, status, errorCode: ErrorCode, fault };
};

/** Labels a fault. The emulator has more kinds than the page offers. */
const labelOf = (fault: Readonly<Record<string, unknown>>): string => {
  const labels: Readonly<Record<string, string>> = {
    code: `Chat answers ${fault.ErrorCode}`,
    delay: `The answer is ${fault.milliseconds} ms late`,
    cut: fault.carriedOut ? 'Carried out, but the answer is lost' : 'The connection is cut',
    half: 'The answer stops halfway',
    reply: `Chat answers HTTP ${fault.status}`,
  };
  return labels[`${fault.kind}`] ?? `${fault.kind}`;
};

const readFault = (fault: unknown): PlannedFault => {
  const { id, path, times, ...rest } = faultSchema.parse(fault);
  return {
    id: `${id}`,
    label: labelOf(rest),
    ...(path !== undefined && { path }),
    ...(typeof times === 'number' && { times }),
  };
};

/** Wraps the emulator's control interface. No other code of the console knows its addresses and fields. */
export const createChatControl = (chatUrl: string): ChatControl => {
  const ask = (method: string, name: string, body?: unknown): Promise<Response> =>
    fetch(`${chatUrl}/_emulator/${name}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(5_000),
    });
  const read = async (name: string): Promise<unknown> => (await ask('GET', name)).json();
  return {
    calls: async () =>
      z
        .array(z.unknown())
        .parse(await read('calls'))
        .slice(-shownCalls)
        .map(readCall),
    state: () => read('state'),
    faults: async () =>
      z
        .array(z.unknown())
        .parse(await read('faults'))
        .map(readFault),
    planFault: async (fault) => {
      const response = await ask('POST', 'fault', fault);
      return response.ok ? undefined : z.object({ error: z.string() }).parse(await response.json()).error;
    },
    cancelFault: async (id) => void (await ask('DELETE', `fault/${encodeURIComponent(id)}`)),
    changeKey: async (secretKey) => void (await ask('POST', 'key', { secretKey })),
    reset: async () => void (await ask('POST', 'reset')),
  };
};
