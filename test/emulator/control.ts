import * as z from 'zod/mini';
import { type App, type Call, type Chat, type ChatOptions, createChat, regions } from './chat.ts';
import { readJson, writeJson } from './exact-json.ts';
import { type Fault, planFault } from './fault-plan.ts';
import type { State } from './state.ts';

const keyChange = z.strictObject({ secretKey: z.string().check(z.minLength(1)) });

const appChange = z.strictObject({
  region: z.exactOptional(z.enum(regions)),
  cloudSearch: z.exactOptional(z.boolean()),
  contactGroups: z.exactOptional(z.boolean()),
  admins: z.exactOptional(z.array(z.string())),
});

/** Members of the app that can change while the emulator runs. */
export type AppChange = z.infer<typeof appChange>;

/** What can be seen of the emulator: everything but the key. */
export type Snapshot = { region: string; app: Omit<App, 'secretKey'> } & State;

/** The controls of an emulator. The control interface over HTTP offers the same ones. */
export type Controls = {
  /** The calls since the start or the last reset, in the order of arrival. */
  calls(): Call[];
  /** The same, and forgets them: for runs so long that they would fill the memory. */
  takeCalls(): Call[];
  /** The app, the accounts and the groups as they are now. */
  state(): Snapshot;
  /** Plans a fault for calls to come. Throws when it is not a fault. */
  fail(fault: Fault): void;
  /** Changes the app's key at once; UserSigs of the old one are refused from now on. */
  rotateKey(secretKey: string): void;
  /** Changes the app's region, edition, plugin or administrators. */
  configure(change: AppChange): void;
  /** Goes back to the start: seed, app, key; no calls, faults, cursors or locks. */
  reset(): void;
};

/** The controls of a Chat. */
export function createControls(chat: Chat, options: ChatOptions): Controls {
  return {
    calls: () => [...chat.calls],
    takeCalls: () => chat.calls.splice(0),
    state: () => {
      const { secretKey: _, ...app } = chat.app;
      return structuredClone({ region: chat.region, app, ...chat.state });
    },
    fail: (fault) => planFault(chat, fault),
    rotateKey: (secretKey) => {
      chat.app.secretKey = z.parse(keyChange, { secretKey }).secretKey;
    },
    configure: (change) => {
      Object.assign(chat.app, z.parse(appChange, change));
    },
    reset: () => {
      Object.assign(chat, createChat(options));
    },
  };
}

type Route = (chat: Chat, controls: Controls, body: unknown) => unknown;

const routes: Readonly<Record<string, Route>> = {
  'GET /_emulator/calls': (_, controls) => controls.calls(),
  'GET /_emulator/state': (_, controls) => controls.state(),
  'POST /_emulator/fault': (chat, _, body) => planFault(chat, body),
  'POST /_emulator/key': (_, controls, body) => controls.rotateKey(z.parse(keyChange, body).secretKey),
  'POST /_emulator/app': (_, controls, body) => controls.configure(z.parse(appChange, body)),
  'POST /_emulator/reset': (_, controls) => controls.reset(),
};

/** An answer of the control interface. */
export type ControlAnswer = { status: number; body: string };

/**
 * The control interface over HTTP. Bodies and answers are JSON; it never answers a key or a UserSig.
 *
 * | request                 | body                                                                  | answer                   |
 * | ----------------------- | --------------------------------------------------------------------- | ------------------------ |
 * | `GET /_emulator/calls`  |                                                                       | 200, the calls (`Call`)  |
 * | `GET /_emulator/state`  |                                                                       | 200, the state           |
 * | `POST /_emulator/fault` | `{"kind", …its members, "path"?, "skip"?, "times"?}`, see `faultKinds` | 204                      |
 * | `POST /_emulator/key`   | `{"secretKey"}`                                                       | 204                      |
 * | `POST /_emulator/app`   | `{"region"?, "cloudSearch"?, "contactGroups"?, "admins"?}`             | 204                      |
 * | `POST /_emulator/reset` |                                                                       | 204                      |
 *
 * A body that does not fit is 400 with `{"error"}`, any other request 404.
 */
export function control(chat: Chat, controls: Controls, request: { route: string; body: Buffer }): ControlAnswer {
  const route = Object.hasOwn(routes, request.route) ? routes[request.route] : undefined;
  if (!route) return { status: 404, body: writeJson({ error: 'no such control' }) };
  try {
    const answer = route(chat, controls, readJson(request.body));
    return answer === undefined ? { status: 204, body: '' } : { status: 200, body: writeJson(answer) };
  } catch (error) {
    if (error instanceof z.core.$ZodError) return { status: 400, body: writeJson({ error: z.prettifyError(error) }) };
    throw error;
  }
}
