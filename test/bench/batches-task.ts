import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { loadHandler } from '#test/bench/load-handler';
import { measureInTurn, timed } from '#test/bench/statistics';
import { requestBody } from '#test/bench/surroundings';
import { report } from '#test/bench/task';
import { sqsBatch } from '#test/events/batches';

const [unpaced = ''] = process.argv.slice(2);
const records = 10_000;

// Ten thousand connections at once would be measured in the place of the function: here Chat answers in this process.
globalThis.fetch = async () => new Response('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}');

const invoke = await loadHandler(unpaced);
const batchOf = (length: number) => sqsBatch(Array.from({ length }, () => ({ id: randomUUID(), body: requestBody })));

/** Milliseconds: a little longer than the timeout of an attempt, which holds on to its signal for that long. */
const rest = 5_200;

/** Milliseconds a record, when all of them come in batches of this size. */
const inBatchesOf = (size: number) => {
  const batches = Array.from({ length: records / size }, () => batchOf(size));
  return async () => {
    await wait(rest);
    global.gc?.();
    const time = await timed(async () => {
      for (const batch of batches) await invoke(batch);
    });
    return time / records;
  };
};

const contestants = [inBatchesOf(10), inBatchesOf(records)];
await measureInTurn(contestants, 1);
report(await measureInTurn(contestants, 4));
