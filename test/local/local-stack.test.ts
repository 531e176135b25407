import { expect, test } from 'vitest';
import { loadApis } from '#test/load-apis';
import { addressesOf } from '#test/local/addresses';
import { createLocalStack } from '#test/local/local-stack';
import { portsFrom } from '#test/local/ports';

const apis = await loadApis();
const stack = createLocalStack(apis);
const named = (name: string) => stack.functions.find(({ api }) => api.name === name);

test('every API has a function with the settings of serverless.yml', () => {
  expect(stack.functions.map(({ api }) => api)).toEqual(apis);
  for (const { functionName, api, memory, timeoutSeconds, environment } of stack.functions) {
    expect(functionName).toBe(`chat-functions-local-${api.name}`);
    expect(memory).toBeGreaterThan(127);
    expect(timeoutSeconds).toBeLessThan(30);
    expect(environment).toMatchObject({
      CHAT_SECRET_ID: stack.secretName,
      POWERTOOLS_SERVICE_NAME: 'chat-functions-local',
    });
  }
});

test('only functions that set a state have a queue, with a dead-letter queue', () => {
  const fed = stack.functions.filter(({ functionName }) =>
    stack.mappings.some((mapping) => mapping.functionName === functionName),
  );
  expect(fed.map(({ api }) => api)).toEqual(apis.filter(({ effect }) => effect === 'states'));
  for (const { queueName, batchSize } of stack.mappings) {
    const queue = stack.queues.find(({ name }) => name === queueName);
    expect(stack.queues.map(({ name }) => name)).toContain(queue?.redrive?.queueName);
    expect(queue?.redrive?.maxReceiveCount).toBeGreaterThan(1);
    expect(batchSize).toBeGreaterThan(0);
  }
});

test('a rule sends to the queue of a function, or to the function if it has none', () => {
  const targetOf = (name: string) => stack.rules.find(({ pattern }) => pattern['detail-type']?.includes(name))?.targets;
  for (const { api, functionName } of stack.functions) {
    const queueName = stack.mappings.find((mapping) => mapping.functionName === functionName)?.queueName;
    expect(targetOf(api.name)).toEqual([
      queueName === undefined ? { kind: 'function', name: functionName } : { kind: 'queue', name: queueName },
    ]);
  }
});

test('functions that read or add answer on the bus, functions that add are not retried, and failures are kept', () => {
  for (const { api, onSuccess, onFailure, asynchronousRetries } of stack.functions) {
    expect(onSuccess).toEqual(api.effect === 'states' ? undefined : { kind: 'bus', name: stack.eventBusName });
    expect(onFailure).toEqual({ kind: 'queue', name: expect.any(String) });
    if (api.effect === 'adds') expect(asynchronousRetries).toBe(0);
  }
  expect(stack.eventBusName).toBe('chat-functions-local');
});

test('a parameter replaces the deployed redrive counts', () => {
  const counts = createLocalStack(apis, 1).queues.flatMap(({ redrive }) => redrive?.maxReceiveCount ?? []);
  expect(new Set(counts)).toEqual(new Set([1]));
});

test('the addresses of a function include its queue, if it has one', () => {
  const { functions } = addressesOf(portsFrom(4000), stack);
  const addressOf = (name: string) => functions.find(({ api }) => api.name === name);
  expect(addressOf('pin-conversations')).toMatchObject({
    queueUrl: `http://127.0.0.1:4003/000000000000/${named('pin-conversations')?.functionName}`,
    deadLetterUrl: 'http://127.0.0.1:4003/000000000000/chat-functions-local-dead-letters',
    failedEventsUrl: 'http://127.0.0.1:4003/000000000000/chat-functions-local-failed-events',
  });
  expect(addressOf('search-groups')).not.toHaveProperty('queueUrl');
});
