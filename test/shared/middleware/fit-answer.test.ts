import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { listConversations } from '#functions/list-conversations/definition';
import { rooms } from '#shared/triggers/room';
import { callDirectly, callOverHttp, serveForTest } from '#test/call-served';
import { gatewayEvents } from '#test/events/gateway-events';
import { createAnsweringChat } from '#test/shared/scripted-chat';

/** An answer of the given size. Inside JSON, each of its quotes takes one more byte. */
const answerOf = (bytes: number): string => {
  const start = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","Padding":"';
  return `${start}${'a'.repeat(bytes - start.length - 2)}"}`;
};

const request = {
  From_Account: 'user_0001',
  TimeStamp: 0,
  StartIndex: 0,
  TopTimeStamp: 0,
  TopStartIndex: 0,
  AssistFlags: 7,
};

const serveAnswer = (bytes: number) =>
  serveForTest(listConversations, {
    chat: createAnsweringChat(answerOf(bytes)),
    verifyToken: async () => ({ sub: 'user_0001' }),
  });

const throughLoadBalancer = async (bytes: number) => {
  const served = await serveAnswer(bytes);
  const { loadBalancer } = gatewayEvents(listConversations.path);
  const headers = { ...loadBalancer.headers, 'x-amzn-oidc-data': 'token' };
  const reply = await served.invoke({ ...loadBalancer, headers, body: JSON.stringify(request) });
  return { served, ...z.object({ statusCode: z.int(), body: z.string() }).parse(reply) };
};

describe('an answer that the trigger cannot return is PayloadTooLarge', () => {
  test('for a load balancer, which accepts 1 MB', async () => {
    expect((await throughLoadBalancer(997_000)).statusCode).toBe(200);
    const { statusCode, body, served } = await throughLoadBalancer(999_000);
    expect(statusCode).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ detail: expect.stringContaining('Request fewer items per call') });
    expect(served.lines).toMatchObject([{ level: 'warn', kind: 'PayloadTooLarge', attempts: 0 }]);
  });

  test('where its quotes alone are too much: in a response each takes two bytes', async () => {
    const answer = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', Items: Array(300_000).fill('') });
    const serveQuotes = () =>
      serveForTest(listConversations, {
        chat: createAnsweringChat(answer.replace('[', `["${'a'.repeat(4_500_000)}",`)),
      });
    expect((await callOverHttp(await serveQuotes(), JSON.stringify(request))).status).toBe(413);
    expect((await callDirectly(await serveQuotes(), request)).kind).toBe('Served');
  });

  test('for API Gateway, which accepts what Lambda returns: 6 MB', async () => {
    const body = JSON.stringify(request);
    expect((await callOverHttp(await serveAnswer(5_990_000), body)).status).toBe(200);
    expect((await callOverHttp(await serveAnswer(5_999_000), body)).status).toBe(413);
  });

  test('for a direct invocation', async () => {
    const { bytes } = rooms.invocation;
    expect((await callDirectly(await serveAnswer(bytes), request)).kind).toBe('Served');
    expect((await callDirectly(await serveAnswer(bytes + 1), request)).kind).toBe('PayloadTooLarge');
  });
});
