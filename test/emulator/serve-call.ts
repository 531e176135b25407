import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call, Chat } from './chat.ts';
import { ChatError } from './chat-error.ts';
import { readJson, writeJson } from './exact-json.ts';
import { takeFault } from './fault-plan.ts';
import { type Exchange, faultKinds, send } from './faults.ts';
import { carryOut, type GatewayRequest, signatureFault } from './gateway.ts';
import { readBody } from './read-body.ts';

/** Answers one call to Chat, or does what a planned fault wants instead, and records the call. */
export async function serveCall(chat: Chat, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrivedAt = chat.clock();
  const [path = '', query] = (request.url ?? '').split(/\?(.*)/s);
  const received: GatewayRequest = {
    method: request.method ?? '',
    path,
    query: new URLSearchParams(query),
    body: await readBody(request, chat.limits.bodyBytes),
  };
  const fault = takeFault(chat, path);
  const call = record(chat, received, { arrivedAt, connection: request.socket.remotePort ?? 0 });
  call.fault = fault?.kind ?? null;
  chat.calls.push(call);

  const ended = new AbortController();
  response.on('close', () => ended.abort());
  response.setHeader('Date', new Date(chat.clock()).toUTCString());
  const exchange: Exchange = {
    chat,
    call,
    response,
    signal: ended.signal,
    answer: () => answerText(chat, call, received),
  };
  if (fault) await faultKinds[fault.kind].apply(fault.fields, exchange);
  else send(exchange, exchange.answer());
}

function record(
  chat: Chat,
  { method, path, query, body }: GatewayRequest,
  arrival: Pick<Call, 'arrivedAt' | 'connection'>,
): Call {
  return {
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
    fault: null,
    status: null,
    ErrorCode: null,
  };
}

function answerText(chat: Chat, call: Call, request: GatewayRequest): string {
  try {
    const answer = carryOut(chat, call, request);
    call.ErrorCode = 0;
    return writeJson(answer);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    call.ErrorCode = error.ErrorCode;
    return error.answer();
  }
}
