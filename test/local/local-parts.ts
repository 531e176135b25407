import type { Api } from '#shared/define-api';
import { seededApp } from '#test/emulator/seed';
import { startEmulator } from '#test/emulator/start-emulator';
import { startFunctionQueues } from '#test/local/function-queues';
import { startGateway } from '#test/local/gateway';
import type { Part } from '#test/local/parts';
import type { Ports } from '#test/local/ports';
import { startSecretsManager } from '#test/local/secrets-manager';
import type { TokenIssuer } from '#test/local/token-issuer';
import { startPage } from '#test/page/start-page';

const stage = 'local';
/** The region that everything here pretends to be in. */
export const region = 'ap-southeast-1';
const secretName = `chat-functions/${stage}`;
const secret = {
  sdkAppId: seededApp.sdkAppId,
  secretKey: seededApp.secretKey,
  identifier: seededApp.admins[0],
  region: 'singapore',
};

/** The name under which a function is deployed. */
export const functionName = ({ name }: Api): string => `chat-functions-${stage}-${name}`;
/** The address of a part. */
export const loopback = (port: number): string => `http://127.0.0.1:${port}`;

/** What the parts of a local run need. */
export interface LocalRun {
  readonly ports: Ports;
  readonly apis: readonly Api[];
  readonly issuer: TokenIssuer;
  /** Aborted from outside, it ends the run; a part that is lost aborts it with the error. */
  readonly ending: AbortController;
}

/** All that a local run is made of. */
export async function localParts({ ports, apis, issuer, ending }: LocalRun): Promise<Part[]> {
  const token = await issuer.issue({ scope: 'chat:admin' });
  return [
    {
      name: 'Tencent Chat emulator',
      start: () => startEmulator({ port: ports.chat }),
    },
    {
      name: 'Secrets Manager',
      start: () =>
        startSecretsManager({
          port: ports.secrets,
          secrets: { [secretName]: JSON.stringify(secret) },
        }),
    },
    {
      name: 'Token issuer',
      start: issuer.start,
    },
    {
      name: 'SQS',
      start: () =>
        startFunctionQueues({
          port: ports.queues,
          functionNames: apis.map(functionName),
          lambdaUrl: loopback(ports.lambda),
          region,
        }),
    },
    {
      name: 'HTTP API',
      start: () =>
        startGateway({
          httpPort: ports.http,
          lambdaPort: ports.lambda,
          stage,
          secretName,
          environment: {
            AWS_REGION: region,
            AWS_ACCESS_KEY_ID: 'local',
            AWS_SECRET_ACCESS_KEY: 'local',
            AWS_ENDPOINT_URL_SECRETS_MANAGER: loopback(ports.secrets),
            CHAT_BASE_URL: loopback(ports.chat),
            // What would go to CloudWatch clutters a terminal.
            POWERTOOLS_METRICS_DISABLED: 'true',
            TOKEN_ISSUER: issuer.url,
            TOKEN_AUDIENCE: issuer.audience,
          },
          apis,
          token,
          ending,
        }),
    },
    {
      name: 'Page',
      start: () =>
        startPage({
          port: ports.console,
          gatewayUrl: loopback(ports.http),
          emulatorUrl: loopback(ports.chat),
          secretsUrl: loopback(ports.secrets),
          secretName,
          apis,
          issueToken: issuer.issue,
        }),
    },
  ];
}
