import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly } from '#test/call-served';
import { startEmulator } from '#test/emulator/start-emulator';
import { serveAt } from '#test/faults/serve-at';
import { readSampleText } from '#test/read-sample';
import { seededCredential } from '#test/served-api';

const pinSample = readSampleText(pinConversations.name);

const newKey = 'beef'.repeat(16);
const slow = { ...pinConversations, callsPerSecond: 20 };

test.each([
  ['a new key is in the secret', newKey, 'Served'],
  ['there is no new key', seededCredential.secretKey, 'Misconfigured'],
])('calls that wait for their turn do not go out with a key that was refused meanwhile; %s', async (_, key, kind) => {
  const emulator = await startEmulator();
  let secretKey = seededCredential.secretKey;
  const served = serveAt({
    api: slow,
    baseUrl: emulator.url,
    readSecret: async (stage) => (stage === 'AWSCURRENT' ? { ...seededCredential, secretKey } : undefined),
  });
  const calls = Array.from({ length: 40 }, () => callDirectly(served, JSON.parse(pinSample.request)));
  await wait(500);
  emulator.rotateKey(newKey);
  secretKey = key;

  const kinds = (await Promise.all(calls)).map((outcome) => outcome.kind);
  expect(new Set(kinds)).toEqual(new Set(['Served', kind]));
  const refused = emulator.calls().filter(({ signatureHeld }) => !signatureHeld);
  expect(refused.length).toBeGreaterThan(0);
  // Those that were on their way when the first of them was refused.
  expect(refused.length).toBeLessThan(5);
  await emulator.close();
});
