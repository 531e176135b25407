import type { ServedApi } from '#test/emulator/apis-by-path';
import type { Call, Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { codes } from '#test/emulator/choices';
import { readJson } from '#test/emulator/exact-json';
import { countFailedCheck, isLockedOut } from '#test/emulator/failed-checks';
import { takeTurn } from '#test/emulator/rate-limit';
import { verifyUserSig } from '#test/emulator/user-sig';

/** An HTTP request to Chat. `body` is null if it was larger than the limit. */
export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer | null;
}

interface QueryRule {
  readonly name: string;
  readonly otherwise: number;
  readonly errorInfo?: string;
  readonly holds: (value: string) => boolean;
}

const given = (value: string) => value !== '';

/** The checks of the query parameters of https://trtc.io/document/34620, in order. */
const queryRules: readonly QueryRule[] = [
  { name: 'sdkappid', holds: given, otherwise: 60012 },
  { name: 'sdkappid', holds: (value) => /^\d+$/.test(value), otherwise: 60006 },
  { name: 'identifier', holds: given, otherwise: codes.noIdentifier },
  { name: 'usersig', holds: given, otherwise: 70002 },
  {
    name: 'random',
    holds: (value) => /^\d{1,10}$/.test(value) && Number(value) <= 0xffff_ffff,
    otherwise: codes.badRequestLine,
    errorInfo: 'HTTP parse Error: random must be an unsigned 32-bit integer',
  },
  {
    name: 'contenttype',
    holds: (value) => value === 'json',
    otherwise: codes.badRequestLine,
    errorInfo: 'HTTP parse Error: contenttype must be json',
  },
];

/** Chat's state, and its APIs by path. */
export interface Gateway {
  readonly chat: Chat;
  readonly apis: ReadonlyMap<string, ServedApi>;
}

/**
 * Carries out a call as Chat's REST gateway does. It checks, in this order: URL, query parameters, UserSig,
 * administrator, rate, body. Then it calls the API. It sets `signatureHeld` of the call.
 *
 * @throws {ChatError} when the call fails
 * @see https://trtc.io/document/34620
 */
export const carryOut = ({ chat, apis }: Gateway, call: Call, request: GatewayRequest): object => {
  const api = findApi(apis, request);
  checkQuery(request.query);
  checkCaller(chat, call, request.query);
  if (!takeTurn(chat, api.path, api.callsPerSecond)) throw new ChatError(api.tooFrequent);
  if (request.body === null) throw new ChatError(codes.bodyTooLarge);
  const body = readJson(request.body);
  if (body === undefined) throw new ChatError(codes.badBody);
  return api.answer(chat, body, api.invalidRequestCode);
};

/** The error code for the UserSig of a query, or null if it is valid. */
export const signatureFault = (chat: Chat, query: URLSearchParams): number | null => {
  if (query.get('sdkappid') !== String(chat.app.sdkAppId)) return 70020;
  if (chat.app.region !== chat.region) return codes.wrongDataCentre;
  return verifyUserSig(query.get('usersig') ?? '', {
    sdkAppId: chat.app.sdkAppId,
    secretKey: chat.app.secretKey,
    identifier: query.get('identifier') ?? '',
    now: chat.clock(),
  });
};

const findApi = (apis: Gateway['apis'], { method, path }: GatewayRequest): ServedApi => {
  if (method !== 'POST' || !/^\/v4\/[^/]+\/[^/]+$/.test(path)) throw new ChatError(codes.badRequestLine);
  const api = apis.get(path);
  if (!api) throw new ChatError(60009);
  return api;
};

const checkQuery = (query: URLSearchParams): void => {
  for (const { name, holds, otherwise, errorInfo } of queryRules) {
    if (!holds(query.get(name) ?? '')) throw new ChatError(otherwise, errorInfo);
  }
};

const checkCaller = (chat: Chat, call: Call, query: URLSearchParams): void => {
  const identifier = query.get('identifier') ?? '';
  if (isLockedOut(chat, identifier)) throw new ChatError(70050);
  const fault = signatureFault(chat, query);
  call.signatureHeld = fault === null;
  if (fault !== null) {
    countFailedCheck(chat, identifier);
    throw new ChatError(fault);
  }
  if (!chat.app.admins.includes(identifier)) throw new ChatError(60010);
};
