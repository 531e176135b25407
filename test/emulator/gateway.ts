import type { Api } from './apis/api.ts';
import { groupSearch } from './apis/group-search.ts';
import { searchContactGroup } from './apis/search-contact-group.ts';
import { top } from './apis/top.ts';
import type { Call, Chat } from './chat.ts';
import { ChatError } from './chat-error.ts';
import { codes } from './choices.ts';
import { readJson } from './exact-json.ts';
import { takeTurn } from './rate-limit.ts';
import { verifyUserSig } from './user-sig.ts';

/** A request as it came over HTTP. `body` is null when it was larger than the limit. */
export type GatewayRequest = { method: string; path: string; query: URLSearchParams; body: Buffer | null };

const apis = new Map<string, Api>([top, searchContactGroup, groupSearch].map((api) => [api.path, api]));

type QueryRule = { name: string; holds: (value: string) => boolean; otherwise: number; errorInfo?: string };

const given = (value: string) => value !== '';

/** The query parameters of https://trtc.io/document/34620, in the order in which they are checked. */
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

/**
 * What Chat's REST gateway does with a call, in the order: URL, query parameters, UserSig, administrator, rate, body, API.
 * Fills in `signatureHeld` of the call. Returns the answer; throws a `ChatError` when the call fails.
 * Source: https://trtc.io/document/34620.
 */
export function carryOut(chat: Chat, call: Call, request: GatewayRequest): object {
  const api = findApi(request);
  checkQuery(request.query);
  checkCaller(chat, call, request.query);
  if (!takeTurn(chat, api.path, api.callsPerSecond)) throw new ChatError(api.tooFrequent);
  if (request.body === null) throw new ChatError(codes.bodyTooLarge);
  const body = readJson(request.body);
  if (body === undefined) throw new ChatError(codes.badBody);
  return api.answer(chat, body);
}

/** The code with which Chat refuses the UserSig of a query, or null when it holds. */
export function signatureFault(chat: Chat, query: URLSearchParams): number | null {
  if (query.get('sdkappid') !== String(chat.app.sdkAppId)) return 70020;
  if (chat.app.region !== chat.region) return codes.wrongDataCentre;
  return verifyUserSig(query.get('usersig') ?? '', {
    sdkAppId: chat.app.sdkAppId,
    secretKey: chat.app.secretKey,
    identifier: query.get('identifier') ?? '',
    now: chat.clock(),
  });
}

function findApi({ method, path }: GatewayRequest): Api {
  if (method !== 'POST' || !/^\/v4\/[^/]+\/[^/]+$/.test(path)) throw new ChatError(codes.badRequestLine);
  const api = apis.get(path);
  if (!api) throw new ChatError(60009);
  return api;
}

function checkQuery(query: URLSearchParams): void {
  for (const { name, holds, otherwise, errorInfo } of queryRules) {
    if (!holds(query.get(name) ?? '')) throw new ChatError(otherwise, errorInfo);
  }
}

function checkCaller(chat: Chat, call: Call, query: URLSearchParams): void {
  const identifier = query.get('identifier') ?? '';
  const now = chat.clock();
  const lockMilliseconds = chat.limits.lockSeconds * 1000;
  const failed = chat.failedChecks.get(identifier) ?? [];
  const locked = failed.length >= chat.limits.failedChecks && now - (failed.at(-1) ?? 0) < lockMilliseconds;
  if (locked) throw new ChatError(70050);
  const fault = signatureFault(chat, query);
  call.signatureHeld = fault === null;
  if (fault !== null) {
    chat.failedChecks.set(identifier, [...failed.filter((time) => now - time < lockMilliseconds), now]);
    throw new ChatError(fault);
  }
  if (!chat.app.admins.includes(identifier)) throw new ChatError(60010);
}
