import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { Call, Chat } from '#test/emulator/chat';
import { ChatError } from '#test/emulator/chat-error';
import { answerHeaders } from '#test/emulator/choices';

/** The exchange that a fault acts on. */
export interface Exchange {
  readonly chat: Chat;
  readonly call: Call;
  readonly response: ServerResponse;
  /** Carries out the call and returns the correct answer as text. Without this, the call changes nothing. */
  readonly answer: () => string;
  /** Aborts when the connection closes. */
  readonly signal: AbortSignal;
}

interface Head {
  readonly status?: number;
  readonly headers?: object;
}

/** Sends a complete answer. The status and headers default to Chat's own. */
export const send = (exchange: Exchange, body: string | Buffer, head: Head = {}): void => {
  const headers = { 'Content-Length': Buffer.byteLength(body), ...head.headers };
  begin(exchange, { ...head, headers }).end(body);
};

const begin = ({ call, response }: Exchange, { status = 200, headers }: Head): ServerResponse => {
  call.status = status;
  return response.writeHead(status, { ...answerHeaders, ...headers });
};

type Apply<Fields> = (fields: Fields, exchange: Exchange) => void | Promise<void>;

const defineFault = <Schema extends z.ZodMiniType>(schema: Schema, apply: Apply<z.output<Schema>>) => ({
  schema,
  apply: (fault: unknown, exchange: Exchange) => apply(z.parse(schema, fault), exchange),
});

const noMembers: z.ZodMiniType<object, object> = z.strictObject({});
/** At most an hour: Node fires a timer of more than 24 days at once. */
const milliseconds = z._default(z.int().check(z.gte(0), z.lte(3_600_000)), 100);

/** Every kind of fault: its members with their defaults, and its effect on a call. */
export const faultKinds = {
  /** A failure of Chat with this code; the call is not carried out. */
  code: defineFault(
    z.strictObject({ ErrorCode: z.int(), ErrorInfo: z.exactOptional(z.string()) }),
    ({ ErrorCode, ErrorInfo }, exchange) => {
      exchange.call.ErrorCode = ErrorCode;
      send(exchange, new ChatError(ErrorCode, ErrorInfo).answer());
    },
  ),
  /** The correct answer, late. The call is carried out after the delay, unless the client has disconnected by then. */
  delay: defineFault(z.strictObject({ milliseconds }), async (fault, exchange) => {
    await wait(fault.milliseconds, undefined, { signal: exchange.signal });
    send(exchange, exchange.answer());
  }),
  /** The connection is cut without an answer; with `carriedOut`, after the call was carried out. */
  cut: defineFault(z.strictObject({ carriedOut: z._default(z.boolean(), false) }), ({ carriedOut }, exchange) => {
    if (carriedOut) exchange.answer();
    exchange.response.destroy();
  }),
  /** Half of the correct answer, then the connection is cut. */
  half: defineFault(noMembers, (_, exchange) => {
    const answer = Buffer.from(exchange.answer());
    const response = begin(exchange, { headers: { 'Content-Length': answer.length } });
    response.write(answer.subarray(0, answer.length / 2), () => response.destroy());
  }),
  /** Any status, headers and body; the call is not carried out. */
  reply: defineFault(
    z.strictObject({
      status: z._default(z.int().check(z.gte(200), z.lte(599)), 200),
      headers: z._default(z.record(z.string(), z.string()), {}),
      body: z._default(z.string(), ''),
    }),
    ({ body, ...head }, exchange) => send(exchange, body, head),
  ),
  /** The correct answer, one byte at a time with `milliseconds` between them. */
  drip: defineFault(z.strictObject({ milliseconds }), async (fault, exchange) => {
    const answer = Buffer.from(exchange.answer());
    const response = begin(exchange, { headers: { 'Content-Length': answer.length } });
    for (const byte of answer) {
      response.write(Buffer.of(byte));
      await wait(fault.milliseconds, undefined, { signal: exchange.signal });
    }
    response.end();
  }),
  /** A success of at least `bytes` bytes; the call is not carried out. */
  huge: defineFault(
    z.strictObject({ bytes: z._default(z.int().check(z.gte(1)), 10_000_000) }),
    async (fault, exchange) => {
      const response = begin(exchange, {});
      const part = 'a'.repeat(65_536);
      response.write('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"');
      for (let sent = 0; sent < fault.bytes; sent += part.length) {
        if (!response.write(part)) await once(response, 'drain', { signal: exchange.signal });
      }
      response.end('"}');
    },
  ),
  /** The correct answer with another `Content-Type`. */
  contentType: defineFault(z.strictObject({ value: z._default(z.string(), 'text/html') }), ({ value }, exchange) =>
    send(exchange, exchange.answer(), { headers: { 'Content-Type': value } }),
  ),
  /** The correct answer, compressed although the client did not ask for it. */
  gzip: defineFault(noMembers, (_, exchange) =>
    send(exchange, gzipSync(exchange.answer()), { headers: { 'Content-Encoding': 'gzip' } }),
  ),
  /** A failure whose text is not UTF-8; the call is not carried out. */
  invalidUtf8: defineFault(noMembers, (_, exchange) =>
    send(exchange, Buffer.from(new ChatError(50004, '\u00ff').answer(), 'latin1')),
  ),
  /** Endless headers; the call is not carried out. */
  endlessHeaders: defineFault(noMembers, async (_, { response: { socket }, signal }) => {
    socket?.write('HTTP/1.1 200 OK\r\n');
    while (!signal.aborted) {
      socket?.write(`X-Endless: ${'a'.repeat(1000)}\r\n`);
      await wait(5, undefined, { signal });
    }
  }),
  /** The app's key changes to this one just before the call is checked, and stays. */
  rotatedKey: defineFault(
    z.strictObject({ secretKey: z.string().check(z.minLength(1)) }),
    ({ secretKey }, exchange) => {
      exchange.chat.app = { ...exchange.chat.app, secretKey };
      send(exchange, exchange.answer());
    },
  ),
} as const;

type FaultKinds = typeof faultKinds;

/** One kind of fault with its members. */
export type FaultKind = {
  [Kind in keyof FaultKinds]: { kind: Kind } & z.input<FaultKinds[Kind]['schema']>;
}[keyof FaultKinds];
