import { setTimeout as wait } from 'node:timers/promises';
import { loadHandler } from '#test/bench/load-handler';
import { requestBody } from '#test/bench/surroundings';
import { report } from '#test/bench/task';
import { httpEventOf } from '#test/served-api';

const [unpaced = ''] = process.argv.slice(2);
const invoke = await loadHandler(unpaced);
const event = httpEventOf(requestBody);

/** Milliseconds: a little longer than the timeout of an attempt, which holds on to its signal for that long. */
const rest = 5_500;

/** Bytes of the heap that are in use after so many calls. */
const heapAfter = async (calls: number): Promise<number> => {
  for (let call = 0; call < calls; call += 1) await invoke(event);
  await wait(rest);
  global.gc?.();
  return process.memoryUsage().heapUsed;
};

report([[await heapAfter(100), await heapAfter(9_900)]]);
