import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Call } from '#test/emulator/chat';
import { countMessages } from '#test/queue/count-messages';
import { drainQueue } from '#test/queue/drain-queue';
import { createCallTally, peersOf } from '#test/soak/call-tally';
import { drawPlot } from '#test/soak/draw-plot';
import { injectFaults } from '#test/soak/fault-injector';
import { runHttpLoad } from '#test/soak/http-load';
import type { Rotation } from '#test/soak/key-rotations';
import { startSoakParts } from '#test/soak/soak-parts';
import { percentile, reportOf, tableOf } from '#test/soak/soak-report';
import type { Sample } from '#test/soak/start-function-host';

/** Seconds. */
const duration = Number(process.argv[2] ?? 10) * 60;
/** Lookups come calmly and, in every second phase, as fast as they are answered, which is more than Chat takes. */
const phases = 6;
const rates = { calm: 60, storm: undefined, pins: 30, searches: 4 } as const;
const connections = { calm: 20, storm: 80, searches: 8 } as const;
/** Milliseconds from the moment when the secret is right until no call fails any more. */
const recovery = 6_000;
/** Milliseconds in which what is under way comes to an end. */
const settling = 8_000;

const secondMilliseconds = 1_000;
const samples: Sample[] = [];
const callTally = createCallTally();
const latencies = { lookups: [] as number[][], searches: [] as number[] };
const misconfigured: { readonly at: number; readonly count: number }[] = [];

const misconfiguredIn = (sample: Sample | undefined): number =>
  Object.values(sample?.replies ?? {}).reduce((total, statuses) => total + (statuses['500'] ?? 0), 0);

const parts = await startSoakParts((sample) => {
  const count = misconfiguredIn(sample) - misconfiguredIn(samples.at(-1));
  if (count > 0) misconfigured.push({ at: Date.now(), count });
  samples.push(sample);
});
const { emulator, host, queues, sqs, rotations } = parts;
const before = await host.nextSample();
samples.length = 0;

const start = Date.now();
const secondNow = () => Math.floor((Date.now() - start) / secondMilliseconds);
let sent = 0;
let serial = 0;
let running = true;

const lookup = () => {
  serial += 1;
  return JSON.stringify({ From_Account: 'user_0001', ContactItem: [{ Type: 1, To_Account: `peer_${serial}` }] });
};

const search = () => {
  serial += 1;
  return JSON.stringify({ Count: 10, Keywords: [`word ${serial}`] });
};

/** Every message is about a peer of its own, so that each can be found again among the calls. */
const unpin = () => {
  sent += 1;
  const item = { Type: 1, To_Account: `pinned_${sent}` };
  return JSON.stringify({ From_Account: 'user_0002', OperationType: 2, RecentContactItem: [item] });
};

const lookUp = async (): Promise<void> => {
  for (let phase = 0; phase < phases; phase += 1) {
    const kind = phase % 2 === 0 ? 'calm' : 'storm';
    await runHttpLoad({
      url: `${host.url}${searchContactGroups.path}`,
      body: lookup,
      connections: connections[kind],
      seconds: duration / phases,
      ...(rates[kind] !== undefined && { rate: rates[kind] }),
      onResponse: (milliseconds) => {
        latencies.lookups[secondNow()] ??= [];
        latencies.lookups[secondNow()]?.push(milliseconds);
      },
    });
  }
};

const searchOften = (): Promise<void> =>
  runHttpLoad({
    url: `${host.url}${searchGroups.path}`,
    body: search,
    connections: connections.searches,
    rate: rates.searches,
    seconds: duration,
    onResponse: (milliseconds) => latencies.searches.push(milliseconds),
  });

const sendMessages = async (): Promise<void> => {
  const perBatch = 10;
  while (running) {
    const Entries = Array.from({ length: perBatch }, (_, index) => ({ Id: `${index}`, MessageBody: unpin() }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queues.queueUrl, Entries }));
    await wait((perBatch / rates.pins) * secondMilliseconds);
  }
};

const breakThings = async (): Promise<void> => {
  while (running) {
    injectFaults(emulator, searchContactGroups.path, 100);
    injectFaults(emulator, pinConversations.path, rates.pins);
    injectFaults(emulator, searchGroups.path, 2);
    await wait(secondMilliseconds);
  }
};

/** A call is looked at some time after it came, when it has been answered. */
const readCalls = async (): Promise<void> => {
  let unread: Call[] = [];
  while (running) {
    await wait(5 * secondMilliseconds);
    unread.forEach(callTally.add);
    unread = emulator.takeCalls();
  }
  unread.forEach(callTally.add);
};

/** Both begin in calm phases. */
const rotateKeys = async (): Promise<readonly Rotation[]> => {
  const newKey = () => randomBytes(32).toString('hex');
  await wait((duration / 3) * secondMilliseconds + settling);
  const first = await rotations.secretFirst(newKey());
  await wait((duration / 3) * secondMilliseconds - (first.end - first.start));
  return [first, await rotations.chatFirst(newKey())];
};

const background = [sendMessages(), breakThings(), readCalls()];
const [rotated] = await Promise.all([rotateKeys(), lookUp(), searchOften()]);
running = false;
await Promise.all(background);
for (let patience = 60; patience > 0 && (await countMessages(sqs, queues.queueUrl)) > 0; patience -= 1) {
  await wait(secondMilliseconds);
}
emulator.takeCalls().forEach(callTally.add);
const left = await countMessages(sqs, queues.queueUrl);
const deadLetters = await drainQueue(sqs, queues.deadLetterUrl);
await parts.endSurroundings();
await wait(settling);
const after = await host.nextSample();
await host.close();

const runOf = (
  api: typeof searchContactGroups | typeof searchGroups | typeof pinConversations,
  times: readonly number[],
) => {
  const { name, callsPerSecond, path } = api;
  const seen = callTally.paths[path];
  if (!seen) throw new Error(`Chat has seen no call to ${path}.`);
  return {
    name,
    callsPerSecond,
    tally: seen,
    mostStarts: after.mostStarts[path] ?? 0,
    mostArrivals: callTally.mostArrivals[path] ?? 0,
    replies: after.replies[path] ?? {},
    latencies: times,
  };
};
const pins = runOf(pinConversations, []);
const accounted = pins.tally.servedPeers.union(new Set(deadLetters.flatMap(({ Body = '' }) => peersOf(Body))));
const inRotation = (at: number) =>
  rotated.some(({ name, start: begin, end }) => name === 'Chat first' && at >= begin && at <= end + recovery);
const countOf = (failures: typeof misconfigured) => failures.reduce((total, { count }) => total + count, 0);

const measured = samples.slice(0, duration);
const rows = reportOf(
  {
    apis: [runOf(searchContactGroups, latencies.lookups.flat()), runOf(searchGroups, latencies.searches), pins],
    queue: { sent, left, dead: deadLetters.length, lost: sent - accounted.size },
    misconfigured: { all: countOf(misconfigured), outside: countOf(misconfigured.filter(({ at }) => !inRotation(at))) },
    samples: measured,
    before,
    after,
  },
  pins.tally,
);
console.log(`${tableOf(rows)}\n`);

const seconds = Array.from({ length: duration }, (_, second) => latencies.lookups[second]);
const plot = drawPlot(
  [
    {
      title: 'Latency of lookups, in milliseconds',
      series: [
        { name: 'p99', color: '#c33', values: seconds.map((values) => values && percentile(values, 0.99)) },
        { name: 'p50', color: '#36c', values: seconds.map((values) => values && percentile(values, 0.5)) },
      ],
    },
    {
      title: 'Memory of the functions, in MB',
      series: [
        { name: 'resident', color: '#999', values: measured.map(({ rss }) => rss / 1024 ** 2) },
        { name: 'heap after collection', color: '#36c', values: measured.map(({ heapUsed }) => heapUsed / 1024 ** 2) },
      ],
    },
  ],
  rotated.map(({ name, start: begin }) => ({
    second: (begin - start) / secondMilliseconds,
    name: `rotation, ${name}`,
  })),
);
await writeFile(new URL('soak.svg', import.meta.url), plot);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
