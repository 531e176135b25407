import { once } from 'node:events';
import type { Api } from '#shared/define-api';
import { loadApis } from '#test/load-apis';
import { describeRun } from '#test/local/describe-run';
import { functionName, localParts, loopback, region } from '#test/local/local-parts';
import { startParts } from '#test/local/parts';
import { readPorts, requireFreePorts } from '#test/local/ports';
import { type Claims, createTokenIssuer } from '#test/local/token-issuer';
import { readSample } from '#test/read-sample';

/** Who may send an API its sample: the user that it names, or whoever has the scope. */
function claimsFor({ name, access, request }: Api): Claims {
  return 'scope' in access
    ? { scope: `chat:${access.scope}` }
    : { sub: `${request.parse(readSample(name).request)[access.user]}` };
}

async function run(ending: AbortController): Promise<void> {
  const ports = readPorts(process.env);
  await requireFreePorts(ports);
  const apis = await loadApis();
  const issuer = await createTokenIssuer(ports.tokens);
  console.log('Starting…');
  const { addresses, close } = await startParts(await localParts({ ports, apis, issuer, ending }));
  // The samples that showed that everything is up have left their traces.
  await fetch(`${loopback(ports.chat)}/_emulator/reset`, {
    method: 'POST',
  });
  const calls = apis.map(async (api) => ({ api, token: await issuer.issue(claimsFor(api)) }));
  console.log(
    describeRun({
      addresses: [...addresses, { name: 'Lambda invoke', url: loopback(ports.lambda) }],
      httpUrl: loopback(ports.http),
      lambdaUrl: loopback(ports.lambda),
      queueUrl: loopback(ports.queues),
      issuerUrl: issuer.url,
      region,
      functionName,
      calls: await Promise.all(calls),
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
