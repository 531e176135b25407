import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { loadHandler } from '#test/bench/load-handler';
import { measureInTurn, timed } from '#test/bench/statistics';
import { requestBody } from '#test/bench/surroundings';
import { report } from '#test/bench/task';
import { sqsBatch } from '#test/events/batches';

const [unpaced = ''] = process.argv.slice(2);
const records = 10_000;

// With the rate raised, ten thousand connections would be opened at once; at Chat's it takes no more than these.
http.globalAgent.maxSockets = 1_000;

const invoke = await loadHandler(unpaced);
const batchOf = (length: number) => sqsBatch(Array.from({ length }, () => ({ id: randomUUID(), body: requestBody })));

/** Milliseconds a record, when all of them come in batches of this size. */
const inBatchesOf = (size: number) => {
  const batches = Array.from({ length: records / size }, () => batchOf(size));
  return async () => {
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
