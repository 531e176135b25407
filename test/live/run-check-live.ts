import { readConfig } from '#shared/config';
import { checkLive } from '#test/live/check-live';

const { secretId, baseUrl } = readConfig();

process.exitCode = await checkLive({
  arguments: process.argv.slice(2),
  secretId,
  print: console.log,
  baseUrlOf: () => baseUrl,
});
