import { readConfig } from '#shared/config';
import { checkLive } from '#test/live/check-live';

const { secretId, baseUrl } = readConfig();
const ending = new AbortController();

// A terminal sends SIGINT, and npm sends it once more.
const interrupt = (signalNumber: number) => () => {
  if (!ending.signal.aborted) console.error('Stopping. What was changed is put back first.');
  process.exitCode = 128 + signalNumber;
  ending.abort();
};
process.on('SIGINT', interrupt(2)).on('SIGTERM', interrupt(15)).on('SIGHUP', interrupt(1));

// Nobody reads on, as with `| head -1`.
process.stdout.on('error', () => ending.abort());

const exitCode = await checkLive({
  arguments: process.argv.slice(2),
  secretId,
  signal: ending.signal,
  print: console.log,
  baseUrlOf: () => baseUrl,
});
process.exitCode ??= exitCode;
