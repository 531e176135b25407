import { pinConversations } from '#functions/pin-conversations/definition';
import { loadHandler } from '#test/bench/load-handler';
import { requestBody } from '#test/bench/surroundings';
import { report } from '#test/bench/task';
import { httpEventOf } from '#test/served-api';

const [deployed = ''] = process.argv.slice(2);
const invoke = await loadHandler(deployed);
const event = httpEventOf(pinConversations, requestBody);

const call = async (times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1) await invoke(event);
};

/** The bytes of heap in use after the given number of calls. */
const heapAfter = async (calls: number): Promise<number> => {
  await call(calls);
  global.gc?.();
  return process.memoryUsage().heapUsed;
};

// Until then Node compiles hot functions, which takes a megabyte.
await call(1_000);
report([[await heapAfter(100), await heapAfter(9_900)]]);
