import { once } from 'node:events';
import type { Api } from '#shared/define-api';
import { seededApp } from '#test/emulator/seed';
import { startEmulator } from '#test/emulator/start-emulator';
import { describeRun } from '#test/local/describe-run';
import { startGateway } from '#test/local/gateway';
import { loadApis } from '#test/local/load-apis';
import { type Part, startParts } from '#test/local/parts';
import { type Ports, readPorts, requireFreePorts } from '#test/local/ports';
import { startSecretsManager } from '#test/local/secrets-manager';

const stage = 'local';
const region = 'ap-southeast-1';
const secretName = `chat-functions/${stage}`;
const secret = {
  sdkAppId: seededApp.sdkAppId,
  secretKey: seededApp.secretKey,
  identifier: seededApp.admins[0],
  region: 'singapore',
};

const loopback = (port: number): string => `http://127.0.0.1:${port}`;

/** The parts of the local run. A part that is lost aborts `ending` with the error. */
function partsOf(ports: Ports, apis: readonly Api[], ending: AbortController): Part[] {
  return [
    {
      name: 'Tencent Chat emulator',
      start: () => startEmulator({ port: ports.EMULATOR_PORT }),
    },
    {
      name: 'Secrets Manager',
      start: () =>
        startSecretsManager({
          port: ports.SECRETS_PORT,
          secrets: { [secretName]: JSON.stringify(secret) },
        }),
    },
    {
      name: 'HTTP API',
      start: () =>
        startGateway({
          httpPort: ports.HTTP_PORT,
          lambdaPort: ports.LAMBDA_PORT,
          stage,
          secretName,
          environment: {
            AWS_REGION: region,
            AWS_ACCESS_KEY_ID: 'local',
            AWS_SECRET_ACCESS_KEY: 'local',
            AWS_ENDPOINT_URL_SECRETS_MANAGER: loopback(ports.SECRETS_PORT),
            CHAT_BASE_URL: loopback(ports.EMULATOR_PORT),
          },
          apis,
          ending,
        }),
    },
  ];
}

async function run(ending: AbortController): Promise<void> {
  const ports = readPorts(process.env);
  await requireFreePorts(ports);
  const apis = await loadApis();
  console.log('Starting…');
  const { addresses, close } = await startParts(partsOf(ports, apis, ending));
  // The samples that showed that everything is up have left their traces.
  await fetch(`${loopback(ports.EMULATOR_PORT)}/_emulator/reset`, {
    method: 'POST',
  });
  console.log(
    describeRun({
      addresses: [...addresses, { name: 'Lambda invoke', url: loopback(ports.LAMBDA_PORT) }],
      httpUrl: loopback(ports.HTTP_PORT),
      lambdaUrl: loopback(ports.LAMBDA_PORT),
      region,
      functionName: ({ name }) => `chat-functions-${stage}-${name}`,
      apis,
    }),
  );
  await untilAborted(ending.signal);
  await close();
  if (ending.signal.reason instanceof Error) {
    throw ending.signal.reason;
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await once(signal, 'abort');
  }
}

const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(name, () => ending.abort(name));
}
// npm passes SIGTERM to the shell between them, which ends without passing it on.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && ending.abort('orphaned'), 500).unref();

try {
  await run(ending);
} catch (error) {
  const asked = typeof ending.signal.reason === 'string';
  if (!asked) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
