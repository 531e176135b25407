import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import { loadNow, machineName } from '#test/bench/report';
import { quantile } from '#test/bench/statistics';
import { startEmulator } from '#test/emulator/start-emulator';
import { startSecretsManager } from '#test/local/secrets-manager';
import { startQueueService } from '#test/queue/queue-service';
import { seededCredential } from '#test/served-api';
import { createAccount } from '#test/soak/account';
import { drawPlot } from '#test/soak/draw-plot';
import { injectFaults } from '#test/soak/inject-faults';
import { createKeyRotations, type Rotation } from '#test/soak/key-rotations';
import { createQueueLoad } from '#test/soak/queue-load';
import { type SoakedApi, soakedApis } from '#test/soak/requests';
import { checksOf, tableOf } from '#test/soak/soak-report';
import { type Sample, startFunctionHost } from '#test/soak/start-function-host';
import { writeSection } from '#test/write-section';

const minutes = Number(process.argv[2] ?? 10);
const second = 1_000;
const end = minutes * 60 * second;

/** Users at work at once, and milliseconds between the calls of one: calm, and in every second phase as fast as answered. */
const loads = { calm: { users: 12, pause: 60 }, storm: { users: 40, pause: 0 } } as const;
const phases = 6;
/** Calls a second that faults are planned for. */
const expectedCalls = 150;
/** Signatures that Chat refuses before it locks out: fourteen functions sign with one key, and a rotation meets them all. */
const failedChecks = 300;
/** Milliseconds in which what is under way comes to an end. */
const settling = 8_000;

const secretName = 'chat';
const emulator = await startEmulator({ limits: { failedChecks, calls: 100_000 } });
const secretsManager = await startSecretsManager({
  port: 0,
  secrets: { [secretName]: JSON.stringify(seededCredential) },
});
const rotations = createKeyRotations({ emulator, secretsManagerUrl: secretsManager.url, secretName });
const samples: Sample[] = [];
const host = await startFunctionHost(
  {
    CHAT_SECRET_ID: secretName,
    CHAT_BASE_URL: emulator.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  },
  (sample) => samples.push(sample),
);
const service = await startQueueService();
const account = createAccount(soakedApis, emulator.takeCalls);
const load = loadNow();

let users = 0;
/** Every call is made for a user of its own, so that it can be found again at Chat. */
const newUser = (): string => {
  users += 1;
  const UserID = `soak_${users}`;
  emulator.addAccount({ UserID, contactGroups: [{ GroupName: 'test0', GroupId: 1 }] });
  return UserID;
};

const start = Date.now();
const isRunning = (): boolean => Date.now() < start + end;
const secondNow = (): number => Math.floor((Date.now() - start) / second);
const isStorm = (): boolean => Math.floor(((Date.now() - start) / end) * phases) % 2 === 1;
const latencies: number[][] = [];

const failure = z.object({ type: z.string(), ErrorCode: z.int() });

/** Makes a call over HTTP, and takes its answer down in the account. */
const call = async (soaked: SoakedApi, user: string): Promise<void> => {
  const json = soaked.request(user);
  const begin = performance.now();
  const response = await fetch(`${host.url}${soaked.api.path}`, { method: 'POST', body: json });
  const text = await response.text();
  const reply = { at: Date.now(), milliseconds: performance.now() - begin };
  latencies[secondNow()] ??= [];
  latencies[secondNow()]?.push(reply.milliseconds);
  if (response.status === 200) return account.answered(soaked, json, { ...reply, kind: 'Served' });
  if (response.status === 207) return account.answered(soaked, json, { ...reply, kind: 'Items failed' });
  const { type, ErrorCode } = failure.parse(JSON.parse(text));
  account.answered(soaked, json, { ...reply, kind: type.split(':').at(-1) ?? type, errorCode: ErrorCode });
};

const forUsers = soakedApis.filter(({ userField }) => userField !== undefined);
const forAll = soakedApis.filter(({ userField }) => userField === undefined);
const written = forUsers.filter(({ api }) => api.effect !== 'reads');

/** One user after the other calls everything that acts for a user, in any order. */
const actForUsers = async (index: number): Promise<void> => {
  while (isRunning()) {
    const { users: most, pause } = loads[isStorm() ? 'storm' : 'calm'];
    if (index >= most) {
      await wait(second);
      continue;
    }
    const user = newUser();
    for (const soaked of forUsers.toSorted(() => Math.random() - 0.5)) {
      await call(soaked, user);
      await wait(pause);
    }
  }
};

/** Calls an API that acts for no user as fast as it is answered, one call at a time. */
const callAlone = async (soaked: SoakedApi): Promise<void> => {
  while (isRunning()) await call(soaked, '');
};

const breakThings = async (): Promise<void> => {
  while (isRunning()) {
    const apis = soakedApis.map(({ api }) => api);
    injectFaults(emulator, apis, expectedCalls);
    await wait(second);
  }
};

/** Both begin in calm phases. */
const rotateKeys = async (): Promise<readonly Rotation[]> => {
  const newKey = () => randomBytes(32).toString('hex');
  await wait(end / 3);
  const first = await rotations.secretFirst(newKey());
  await wait(end / 3 - (Date.now() - first.start));
  return [first, await rotations.chatFirst(newKey())];
};

const before = await host.nextSample();
samples.length = 0;
const queues = await Promise.all(
  written.map((soaked) =>
    createQueueLoad({
      service,
      hostUrl: host.url,
      soaked,
      newUser,
      ended: (json, isAcknowledged) => account.ended(soaked, json, isAcknowledged),
    }),
  ),
);
const [rotated] = await Promise.all([
  rotateKeys(),
  breakThings(),
  ...queues.map((queue) => queue.run(isRunning)),
  ...Array.from({ length: loads.storm.users }, (_, index) => actForUsers(index)),
  ...forAll.map(callAlone),
]);
const measured = samples.slice(0, end / second);
const counts = await Promise.all(queues.map((queue) => queue.end()));
rotations.close();
await Promise.all([service.close(), emulator.close(), secretsManager.close()]);
await wait(settling);
const after = await host.nextSample();
await host.close();

const { tallies, mistakes, misconfigured } = account;
const checks = checksOf({ tallies, mistakes, misconfigured, rotated, counts, samples: measured, before, after });
const text = `${new Date(start).toISOString().slice(0, 10)}, ${minutes} minutes, ${machineName()}; load ${load} before.

${tableOf(
  soakedApis.map(({ api }) => ({ api, tally: tallies.get(api.path) })),
  checks,
)}
`;
console.log(text);
for (const mistake of mistakes) console.error(mistake);

const seconds = Array.from({ length: end / second }, (_, index) => latencies[index]);
const plot = drawPlot(
  [
    {
      title: 'Latency of calls over HTTP, in milliseconds',
      series: [
        { name: 'p99', color: '#c33', values: seconds.map((values) => values && quantile(values, 0.99)) },
        { name: 'p50', color: '#36c', values: seconds.map((values) => values && quantile(values, 0.5)) },
      ],
    },
    {
      title: 'Memory of the process with all functions, in MB',
      series: [
        { name: 'resident', color: '#999', values: measured.map(({ rss }) => rss / 1024 ** 2) },
        { name: 'heap after collection', color: '#36c', values: measured.map(({ heapUsed }) => heapUsed / 1024 ** 2) },
      ],
    },
  ],
  rotated.map((rotation) => ({ second: (rotation.start - start) / second, name: `rotation, ${rotation.name}` })),
);
// A run that is shorter than usual is a try.
if (minutes >= 10) {
  await writeFile(new URL('soak.svg', import.meta.url), plot);
  await writeSection('soak', text);
}
process.exitCode = checks.every(({ holds }) => holds) ? 0 : 1;
