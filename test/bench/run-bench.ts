import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinConversations } from '#functions/pin-conversations/definition';
import { type Built, buildFunctions } from '#test/bench/build-functions';
import { measureBundles } from '#test/bench/bundles';
import { measureColdStarts } from '#test/bench/cold-starts';
import { measureCommands } from '#test/bench/commands';
import { measureMemory } from '#test/bench/memory';
import { measureOwnParts } from '#test/bench/own-parts';
import { measurePace } from '#test/bench/pace';
import { loadNow, machineName, textOf, writeRun } from '#test/bench/report';
import type { Row } from '#test/bench/row';
import { startSurroundings } from '#test/bench/surroundings';
import { measureWarmCalls } from '#test/bench/warm-calls';

const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const callsPerSecond = { [pinConversations.path]: 1_000_000 };
const surroundings = await startSurroundings({ callsPerSecond });
const encrypted = await startSurroundings({ callsPerSecond, certificateFolder: folder });

const parts: Readonly<Record<string, (built: Built) => Promise<Row[]>>> = {
  'warm-calls': (built) => measureWarmCalls(built, surroundings),
  'cold-starts': (built) => measureColdStarts(built, encrypted),
  bundles: measureBundles,
  'own-parts': measureOwnParts,
  pace: measurePace,
  memory: (built) => measureMemory(built, surroundings),
  commands: measureCommands,
};

/** The parts that the command line names. Without a name it runs all of them and saves the figures. */
const chosen = process.argv.slice(2);
const load = loadNow();
try {
  const built = await buildFunctions(folder);
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (chosen.length === 0 || chosen.includes(name)) rows.push(...(await measure(built)));
  }
  const run = {
    date: new Date().toISOString(),
    machine: machineName(),
    load: `${load} before, ${loadNow()} after`,
    rows,
  };
  if (chosen.length === 0) await writeRun(run);
  console.log(textOf(run));
} finally {
  await Promise.all([surroundings.close(), encrypted.close()]);
  await rm(folder, { recursive: true });
}
