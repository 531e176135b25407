import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { type DeployedFunctions, deployFunctions } from '#test/e2e/deployed-functions';
import { type FlakyChat, startFlakyChat } from '#test/e2e/flaky-chat';
import { isFifo, type Message, messages, namesIn, type Way, ways } from '#test/e2e/queue-messages';
import type { FaultKind } from '#test/emulator/faults';
import { type Emulator, startEmulator } from '#test/emulator/start-emulator';
import { countMessages } from '#test/queue/count-messages';
import { createQueues, createTopic, type Queues } from '#test/queue/create-queues';
import { drainQueue } from '#test/queue/drain-queue';
import { type EventSourceMapping, startEventSourceMapping } from '#test/queue/event-source-mapping';
import { lambdaTarget } from '#test/queue/lambda-target';
import { type QueueService, startQueueService } from '#test/queue/queue-service';

const misbehaviour: readonly FaultKind[] = [
  { kind: 'code', ErrorCode: 50004 },
  { kind: 'cut' },
  { kind: 'reply', status: 502, body: '<html>Bad Gateway</html>' },
  { kind: 'delay', milliseconds: 200 },
  { kind: 'code', ErrorCode: 60008 },
  { kind: 'cut', carriedOut: true },
  { kind: 'half' },
  { kind: 'reply', body: '<html>Sorry</html>' },
  { kind: 'code', ErrorCode: 50005 },
  { kind: 'invalidUtf8' },
];

/** Far more than a message needs that waits behind the failures of its group. */
const maxReceiveCount = 12;

const users = [...new Set(messages.map(({ user }) => user))];

let emulator: Emulator;
let chat: FlakyChat;
let deployed: DeployedFunctions;
let service: QueueService;
let standard: Queues;
let fifo: Queues;
const mappings: EventSourceMapping[] = [];

/** A Chat that misbehaves eight times, in each way, over its first thousand calls. */
const startMisbehavingChat = async (): Promise<Emulator> => {
  const seed = { users: users.map((UserID) => ({ UserID })), groups: [] };
  const started = await startEmulator({ seed, limits: { calls: 100_000 } });
  for (let round = 0; round < 8; round += 1) {
    for (const [index, fault] of misbehaviour.entries()) started.fail({ ...fault, skip: 120 * round + 12 * index });
  }
  return started;
};

/** Makes what fails the first two calls of each flaky message. */
const createFlakiness = (): ((body: string) => boolean) => {
  const flaky = messages.filter(({ nature }) => nature === 'flaky');
  const failuresLeft = new Map<string, number>(flaky.map(({ name }) => [name, 2]));
  return (body) => {
    const name = namesIn(body).join();
    const left = failuresLeft.get(name) ?? 0;
    failuresLeft.set(name, left - 1);
    return left > 0;
  };
};

beforeAll(async () => {
  emulator = await startMisbehavingChat();
  chat = await startFlakyChat(emulator.url, createFlakiness());
  deployed = await deployFunctions({
    apis: [pinConversations],
    chatUrl: chat.url,
    // Within three seconds it does not try again by itself, so that each failure reaches the queue.
    configuration: { environments: 1, timeoutSeconds: 3 },
  });
  service = await startQueueService();
  standard = await createQueues({ sqs: service.sqs, name: 'pins', maxReceiveCount });
  fifo = await createQueues({ sqs: service.sqs, name: 'pins-in-order', maxReceiveCount, fifo: true });
});

afterAll(async () => {
  await Promise.all(mappings.map((mapping) => mapping.close()));
  await service.close();
  await deployed.close();
  await chat.close();
  await emulator.close();
});

const send = async (): Promise<void> => {
  const { sqs, sns } = service;
  const topics: Partial<Record<Way, string>> = {
    'SNS, raw': await createTopic({ sns, name: 'raw', queueArn: standard.queueArn, raw: true }),
    'SNS, wrapped': await createTopic({ sns, name: 'wrapped', queueArn: standard.queueArn, raw: false }),
  };
  for (const { way, user, text } of messages) {
    const TopicArn = topics[way];
    if (TopicArn) await sns.send(new PublishCommand({ TopicArn, Message: text }));
    else if (isFifo(way)) {
      await sqs.send(new SendMessageCommand({ QueueUrl: fifo.queueUrl, MessageBody: text, MessageGroupId: user }));
    } else await sqs.send(new SendMessageCommand({ QueueUrl: standard.queueUrl, MessageBody: text }));
  }
};

const startMappings = async (): Promise<void> => {
  const invoke = lambdaTarget(deployed.lambda, pinConversations.name);
  for (const { queueUrl } of [standard, fifo]) {
    const options = { sqs: service.sqs, queueUrl, invoke, concurrency: 3, retryAfterSeconds: 0 };
    mappings.push(await startEventSourceMapping(options));
  }
};

const countWaiting = async (): Promise<number> => {
  const counts = [standard, fifo].map(({ queueUrl }) => countMessages(service.sqs, queueUrl));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
};

/** The messages that a user's list of pins shows to be done, in the order in which they were. */
const doneFor = (user: string): readonly string[] =>
  emulator
    .state()
    .users.find(({ UserID }) => UserID === user)
    ?.pins.flatMap(namesIn) ?? [];

const readDeadLetters = async (): Promise<readonly string[]> => {
  const letters = [standard, fifo].map(({ deadLetterUrl }) => drainQueue(service.sqs, deadLetterUrl));
  return (await Promise.all(letters)).flat().flatMap(({ Body = '' }) => namesIn(Body));
};

const accountOf = (way: Way, done: ReadonlySet<string>, dead: ReadonlySet<string>) => {
  const sent = messages.filter((message) => message.way === way);
  const count = (wanted: (message: Message) => boolean) => sent.filter(wanted).length;
  return {
    way,
    sent: sent.length,
    done: count(({ name }) => done.has(name)),
    'after two failures': count(({ name, nature }) => done.has(name) && nature === 'flaky'),
    'dead letters': count(({ name }) => dead.has(name)),
    lost: count(({ name }) => !done.has(name) && !dead.has(name)),
    both: count(({ name }) => done.has(name) && dead.has(name)),
  };
};

const namesOf = (...natures: readonly Message['nature'][]): string[] =>
  messages.filter(({ nature }) => natures.includes(nature)).map(({ name }) => name);

test('of 1,000 messages each is done as asked, or is in the dead-letter queue', { timeout: 60_000 }, async () => {
  expect(messages).toHaveLength(1_000);
  await send();
  const start = Date.now();
  await startMappings();
  await expect.poll(countWaiting, { timeout: 45_000, interval: 100 }).toBe(0);

  const seconds = ((Date.now() - start) / 1_000).toFixed(1);
  const calls = emulator.calls();
  const done = users.flatMap(doneFor);
  const dead = await readDeadLetters();
  console.table(ways.map((way) => accountOf(way, new Set(done), new Set(dead))));
  console.log(
    `${seconds} s, ${calls.length} calls to Chat, ${calls.filter(({ fault }) => fault).length} of them misbehaved.`,
  );

  expect(done.toSorted()).toEqual(namesOf('good', 'flaky').toSorted());
  expect(dead.toSorted()).toEqual(namesOf('bad').toSorted());
  for (const user of users.filter((name) => name.startsWith('fifo'))) {
    const asked = messages.filter((message) => message.user === user && message.nature !== 'bad');
    expect(doneFor(user)).toEqual(asked.map(({ name }) => name));
  }

  const refused = calls.filter(({ ErrorCode }) => ErrorCode === 50001).flatMap(({ bodyText }) => namesIn(bodyText));
  // A user that does not exist may be imported meanwhile, so each delivery asks again.
  expect(refused.length).toBeGreaterThan((new Set(refused).size * maxReceiveCount) / 2);
});
