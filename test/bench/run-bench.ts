import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinConversations } from '#functions/pin-conversations/definition';
import { measureBatches } from '#test/bench/batches';
import { buildFunctions } from '#test/bench/build-functions';
import { measureBundles } from '#test/bench/bundle-sizes';
import { measureColdStarts } from '#test/bench/cold-start';
import { measureMemory } from '#test/bench/memory';
import { measureOwnParts } from '#test/bench/own-parts';
import { loadNow, machineName, tableOf, writeRun } from '#test/bench/report';
import { startSurroundings } from '#test/bench/surroundings';
import { measureWarmCalls } from '#test/bench/warm-calls';

const load = loadNow();
const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const surroundings = await startSurroundings({ [pinConversations.path]: 1_000_000 });
try {
  const built = await buildFunctions(folder);
  const rows = [];
  for (const measure of [
    measureWarmCalls,
    measureColdStarts,
    measureBundles,
    measureOwnParts,
    measureBatches,
    measureMemory,
  ]) {
    rows.push(...(await measure(built, surroundings)));
  }
  const run = {
    date: new Date().toISOString(),
    machine: machineName(),
    load: `${load} before, ${loadNow()} after`,
    rows,
  };
  await writeRun(run);
  console.log([`${run.machine}; load ${run.load}`, '', ...tableOf(rows)].join('\n'));
} finally {
  await surroundings.close();
  await rm(folder, { recursive: true });
}
