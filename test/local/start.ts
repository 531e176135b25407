import { once } from 'node:events';
import { loadApis } from '#test/load-apis';
import { describeRun } from '#test/local/describe-run';
import { startLocalRun } from '#test/local/local-run';
import { readMaxReceiveCount, readPorts, requireFreePorts } from '#test/local/ports';

/** Prints a function's log, and why one of its processes failed. Errors that it answered are already in its log. */
const printLog = (functionName: string, message: string): void => {
  if (message.startsWith('{')) console.log(message);
  else if (message && !message.includes('\tInvoke Error')) console.error(`${functionName}: ${message}`);
};

const untilAborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
};

const run = async (ending: AbortSignal): Promise<void> => {
  const ports = readPorts(process.env);
  const maxReceiveCount = readMaxReceiveCount(process.env);
  await requireFreePorts(ports);
  console.log('Starting…');
  const apis = await loadApis();
  const { addresses, close } = await startLocalRun({ ports, apis, maxReceiveCount, onLog: printLog });
  try {
    ending.throwIfAborted();
    console.log(describeRun({ addresses, seconds: process.uptime() }));
    await untilAborted(ending);
  } finally {
    await close();
  }
};

// On Ctrl-C the terminal sends SIGINT, and npm sends it once more.
const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => ending.abort());
// npm sends SIGTERM to the shell in between, which exits without forwarding it.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && ending.abort(), 500).unref();

try {
  await run(ending.signal);
} catch (error) {
  // Ctrl-C during the start makes parts of it fail, because others have ended.
  if (!ending.signal.aborted) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
