import * as z from 'zod/mini';
import { isRegion, type Region } from '#shared/regions';
import { type App, type Call, type Chat, type ChatOptions, createChat, unixSeconds } from '#test/emulator/chat';
import { ControlError } from '#test/emulator/control-error';
import { readJson, writeJson } from '#test/emulator/exact-json';
import { cancelFault, type Fault, type PlannedFault, planFault } from '#test/emulator/fault-plan';
import {
  type AccountSeed,
  addAccount,
  addConversation,
  addGroup,
  addMember,
  type ConversationSeed,
  type GroupSeed,
  type MemberSeed,
} from '#test/emulator/populate';
import type { State } from '#test/emulator/state';
import { inEnglish } from '#test/in-english';

const keyChange = z.strictObject({ secretKey: z.string().check(z.minLength(1)) });

const appChange = z.strictObject({
  region: z.exactOptional(z.custom<Region>(isRegion, 'unknown region')),
  cloudSearch: z.exactOptional(z.boolean()),
  contactGroups: z.exactOptional(z.boolean()),
  admins: z.exactOptional(z.array(z.string())),
});

/** The members of the app that can change while the emulator runs. */
export type AppChange = z.infer<typeof appChange>;

/** The visible state of the emulator: everything except the key. */
export interface Snapshot extends State {
  readonly region: Region;
  readonly app: Omit<App, 'secretKey'>;
}

/** The visible part of a planned fault: its remaining plan, and the members of its kind except a key. */
export type ShownFault = Omit<PlannedFault, 'fields'> & Readonly<Record<string, unknown>>;

/** The controls of an emulator. The HTTP control interface offers the same ones. */
export interface Controls {
  /** The calls since the start or the last reset, in order of arrival. Only the last `limits.calls` are kept. */
  readonly calls: () => readonly Call[];
  /** Returns the calls and clears them, for runs with more calls than the emulator keeps. */
  readonly takeCalls: () => Call[];
  /** The current app, accounts and groups. */
  readonly state: () => Snapshot;
  /** Plans a fault for future calls. Throws when it is not a valid fault, or too many are pending. */
  readonly fail: (fault: Fault) => void;
  /** The pending faults. */
  readonly faults: () => readonly ShownFault[];
  /** Cancels a planned fault. Returns whether it was pending. */
  readonly cancelFault: (id: number) => boolean;
  /** Changes the app's key. From now on the emulator rejects UserSigs of the old key. */
  readonly rotateKey: (secretKey: string) => void;
  /** Changes the app's region, edition, plugin or administrators. */
  readonly configure: (change: AppChange) => void;
  /** Adds an account. Throws when it exists or is one too many. */
  readonly addAccount: (account: AccountSeed) => void;
  /** Adds a chat group. Throws when it exists or is one too many, or when its owner or a member is not an account. */
  readonly addGroup: (group: GroupSeed) => void;
  /** Adds a member to a chat group. Throws when the group or the account does not exist, or the account is a member. */
  readonly addMember: (member: MemberSeed) => void;
  /** Adds a conversation to a user's list, or updates the time of its last message. Default: now. */
  readonly addConversation: (conversation: ConversationSeed) => void;
  /** Restores the seed, the app and the key, and clears calls, faults, cursors and locks. */
  readonly reset: () => void;
}

/** Creates the controls of a Chat. */
export const createControls = (chat: Chat, options: ChatOptions): Controls => ({
  calls: () => [...chat.calls],
  takeCalls: () => chat.calls.splice(0),
  state: () => {
    const { secretKey: _, ...app } = chat.app;
    return structuredClone({ region: chat.region, app, ...chat.state });
  },
  fail: (fault) => {
    planFault(chat, fault);
  },
  faults: () => chat.faults.map(shown),
  cancelFault: (id) => cancelFault(chat, id),
  rotateKey: (secretKey) => {
    chat.app = { ...chat.app, ...z.parse(keyChange, { secretKey }, inEnglish) };
  },
  configure: (change) => {
    chat.app = { ...chat.app, ...z.parse(appChange, change, inEnglish) };
  },
  addAccount: (account) => addAccount(chat, account),
  addGroup: (group) => addGroup(chat, group),
  addMember: (member) => addMember(chat.state, member),
  addConversation: (conversation) => addConversation(chat.state, conversation, unixSeconds(chat)),
  reset: () => {
    Object.assign(chat, createChat(options));
  },
});

const shown = ({ fields, ...planned }: PlannedFault): ShownFault => {
  const { secretKey: _, ...members } = z.parse(z.looseObject({}), fields);
  return { ...planned, ...members };
};

/** A request to the control interface. */
export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

interface RouteInput {
  readonly chat: Chat;
  readonly controls: Controls;
  readonly body: unknown;
  /** The number at the end of the address. */
  readonly id: number;
}

const routes: Readonly<Record<string, (input: RouteInput) => unknown>> = {
  'GET /_emulator/calls': ({ controls }) => controls.calls(),
  'GET /_emulator/state': ({ controls }) => controls.state(),
  'GET /_emulator/faults': ({ controls }) => controls.faults(),
  'POST /_emulator/fault': ({ chat, body }) => shown(planFault(chat, body)),
  'DELETE /_emulator/fault/{id}': ({ controls, id }) => {
    if (!controls.cancelFault(id)) throw new ControlError(`fault ${id} is not pending`);
  },
  'POST /_emulator/key': ({ controls, body }) => controls.rotateKey(z.parse(keyChange, body, inEnglish).secretKey),
  'POST /_emulator/app': ({ controls, body }) => controls.configure(z.parse(appChange, body, inEnglish)),
  'POST /_emulator/account': ({ chat, body }) => addAccount(chat, body),
  'POST /_emulator/group': ({ chat, body }) => addGroup(chat, body),
  'POST /_emulator/member': ({ chat, body }) => addMember(chat.state, body),
  'POST /_emulator/conversation': ({ chat, body }) => addConversation(chat.state, body, unixSeconds(chat)),
  'POST /_emulator/reset': ({ controls }) => controls.reset(),
};

/** An answer of the control interface. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * Answers a request to the HTTP control interface. Bodies and answers are JSON. An answer never contains a key or a
 * UserSig.
 *
 * | request                        | body                                                                   | answer                                   |
 * | ------------------------------ | ---------------------------------------------------------------------- | ---------------------------------------- |
 * | `GET /_emulator/calls`         |                                                                        | 200, the last calls (`Call`)             |
 * | `GET /_emulator/state`         |                                                                        | 200, the state (`Snapshot`)              |
 * | `GET /_emulator/faults`        |                                                                        | 200, the pending faults (`ShownFault`)   |
 * | `POST /_emulator/fault`        | `{"kind", …its members, "path"?, "skip"?, "times"?}`, see `faultKinds` | 200, the fault with its `id`             |
 * | `DELETE /_emulator/fault/{id}` |                                                                        | 204                                      |
 * | `POST /_emulator/key`          | `{"secretKey"}`                                                        | 204                                      |
 * | `POST /_emulator/app`          | `{"region"?, "cloudSearch"?, "contactGroups"?, "admins"?}`             | 204                                      |
 * | `POST /_emulator/account`      | `{"UserID", "Nick"?, "Gender"?, "BirthDay"?, …}`, see `AccountSeed`    | 204                                      |
 * | `POST /_emulator/group`        | `{"GroupID", "GroupName", "GroupOwnerUserID", …}`, see `GroupSeed`     | 204                                      |
 * | `POST /_emulator/member`       | `{"GroupID", "UserID", "NameCard"?}`                                   | 204                                      |
 * | `POST /_emulator/conversation` | `{"From_Account", "Type", "To_Account" or "ToGroupId", "MsgTime"?}`    | 204                                      |
 * | `POST /_emulator/reset`        |                                                                        | 204                                      |
 *
 * A body that is invalid, adds something that exists or is one too many, or names something that does not is answered
 * 400 with `{"error"}`. Any other request is answered 404.
 */
export const control = (chat: Chat, controls: Controls, { method, path, body }: ControlRequest): ControlAnswer => {
  const [, parent = path, id] = /^(.*)\/(\d+)$/.exec(path) ?? [];
  const name = `${method} ${id === undefined ? path : `${parent}/{id}`}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) return { status: 404, body: writeJson({ error: `expected one of ${Object.keys(routes).join(', ')}` }) };
  try {
    const answer = route({ chat, controls, body: readJson(body), id: Number(id) });
    return answer === undefined ? { status: 204, body: '' } : { status: 200, body: writeJson(answer) };
  } catch (error) {
    if (error instanceof z.core.$ZodError) return { status: 400, body: writeJson({ error: z.prettifyError(error) }) };
    if (error instanceof ControlError) return { status: 400, body: writeJson({ error: error.message }) };
    throw error;
  }
};
