import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call, Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { readJson, writeJson } from '#test/emulator/exact-json';
import { takeFault } from '#test/emulator/fault-plan';
import { type Exchange, faultKinds, send } from '#test/emulator/faults';
import { carryOut, type Gateway, type GatewayRequest, signatureFault } from '#test/emulator/gateway';
import { readBody } from '#test/emulator/read-body';

/** Answers and records one call to Chat, or applies a planned fault to it. */
export const serveCall = async (
  gateway: Gateway,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { chat } = gateway;
  const arrivedAt = chat.clock();
  const [path = '', query] = (request.url ?? '').split(/\?(.*)/s);
  const received: GatewayRequest = {
    method: request.method ?? '',
    path,
    query: new URLSearchParams(query),
    body: await readBody(request, chat.limits.bodyBytes),
  };
  const fault = takeFault(chat, path);
  const call = record(chat, received, {
    arrivedAt,
    connection: request.socket.remotePort ?? 0,
    fault: fault?.kind ?? null,
  });
  chat.calls.push(call);
  if (chat.calls.length > chat.limits.calls) chat.calls.shift();

  const ended = new AbortController();
  response.on('close', () => ended.abort());
  response.setHeader('Date', new Date(chat.clock()).toUTCString());
  const exchange: Exchange = {
    chat,
    call,
    response,
    signal: ended.signal,
    answer: () => answerText(gateway, call, received),
  };
  if (fault) await faultKinds[fault.kind].apply(fault.fields, exchange);
  else send(exchange, exchange.answer());
};

const record = (
  chat: Chat,
  { method, path, query, body }: GatewayRequest,
  { fault, ...arrival }: Pick<Call, 'arrivedAt' | 'connection' | 'fault'>,
): Call => ({
  ...arrival,
  method,
  path,
  query: {
    sdkappid: query.get('sdkappid'),
    identifier: query.get('identifier'),
    random: query.get('random'),
    contenttype: query.get('contenttype'),
  },
  signatureHeld: signatureFault(chat, query) === null,
  bodyText: body?.toString() ?? '',
  body: body ? readJson(body) : undefined,
  fault,
  status: null,
  ErrorCode: null,
});

const answerText = (gateway: Gateway, call: Call, request: GatewayRequest): string => {
  try {
    const answer = carryOut(gateway, call, request);
    call.ErrorCode = 0;
    return writeJson(answer);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    call.ErrorCode = error.ErrorCode;
    return error.answer();
  }
};
