import { seededApp } from '#test/emulator/seed';
import { startEmulator } from '#test/emulator/start-emulator';

const port = Number(process.env.EMULATOR_PORT ?? 7080);

try {
  const emulator = await startEmulator({ port });
  console.log(`Tencent Chat emulator: ${emulator.url} (data centre singapore)
App: SDKAppID ${seededApp.sdkAppId}, administrator ${seededApp.admins.join(', ')}; test/emulator/seed.ts holds its fake key, the accounts and the groups

Show Chat's data and the calls that arrived:
  curl ${emulator.url}/_emulator/state
  curl ${emulator.url}/_emulator/calls
Add an account:
  curl ${emulator.url}/_emulator/account -d '{"UserID":"ann","Nick":"Ann"}'
Throttle the next call:
  curl ${emulator.url}/_emulator/fault -d '{"kind":"code","ErrorCode":60007}'
test/emulator/control.ts lists all other controls.`);
  process.once('SIGINT', () => emulator.close());
  process.once('SIGTERM', () => emulator.close());
} catch (error) {
  console.error(`The emulator cannot start: ${error instanceof Error ? error.message : 'unknown'}`);
  process.exitCode = 1;
}
