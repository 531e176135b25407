import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Api } from '#shared/define-api';
import { type BuiltFunction, buildFunction } from '#test/lambda/build-function';
import type { FunctionConfiguration } from '#test/lambda/function-configuration';
import { type LambdaHost, startLambdaHost } from '#test/lambda/lambda-host';
import { credentials, region } from '#test/local/aws-account';
import { startSecretsManager } from '#test/local/secrets-manager';
import { seededCredential } from '#test/served-api';

/** Built functions under AWS's own runtime client, with a Secrets Manager behind them. */
export interface DeployedFunctions {
  readonly host: LambdaHost;
  readonly lambda: LambdaClient;
  close(): Promise<void>;
}

const secretName = 'chat-functions/e2e';

/** Builds functions as they are deployed and makes them ready to be invoked by their names. */
export const deployFunctions = async (options: {
  readonly apis: readonly Api[];
  readonly chatUrl: string;
  readonly configuration?: Omit<FunctionConfiguration, 'bundle' | 'environment'>;
  /** More variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Puts a function into an empty folder. Default: builds it. */
  readonly build?: (name: string, folder: string) => Promise<BuiltFunction>;
}): Promise<DeployedFunctions> => {
  const { build = (name, outDir) => buildFunction(`functions/${name}/handler.ts`, outDir) } = options;
  const folder = await mkdtemp(join(tmpdir(), 'chat-functions-'));
  const secrets = await startSecretsManager({
    port: 0,
    secrets: { [secretName]: JSON.stringify(seededCredential) },
  });

  const deploy = async ({ name }: Api): Promise<readonly [string, FunctionConfiguration]> => {
    const built = await build(name, join(folder, name));
    const environment = {
      CHAT_SECRET_ID: secretName,
      CHAT_BASE_URL: options.chatUrl,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      ...options.environment,
    };
    return [name, { ...built, environment, timeoutSeconds: 30, ...options.configuration }];
  };
  const host = await startLambdaHost({ functions: Object.fromEntries(await Promise.all(options.apis.map(deploy))) });
  const lambda = new LambdaClient({
    endpoint: host.url,
    region,
    credentials,
    maxAttempts: 1,
  });

  return {
    host,
    lambda,
    close: async () => {
      lambda.destroy();
      await host.close();
      await secrets.close();
      await rm(folder, { recursive: true });
    },
  };
};
