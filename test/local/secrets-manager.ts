import { setTimeout as wait } from 'node:timers/promises';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { AwsError, type AwsOperation, answerAwsJson, operationOf, parseBody, refuse } from '#test/local/aws-json';
import { secretOperations } from '#test/local/secret-operations';
import { SecretStore } from '#test/local/secret-store';

/** The failure of a failing Secrets Manager: an HTTP status and an AWS exception name, or a cut connection. */
export type SecretsManagerFailure = { readonly status: number; readonly type: string } | 'cut';

/** The options of a local Secrets Manager. */
export interface SecretsManagerOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** The names and values of the initial secrets. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The delay before each answer, in milliseconds, to imitate a network. Default: 0. */
  readonly delay?: number;
}

/** A running local Secrets Manager. */
export interface SecretsManager {
  /** The value for `AWS_ENDPOINT_URL_SECRETS_MANAGER` or the client's `endpoint`. */
  readonly url: string;
  /** The number of GetSecretValue requests so far, including failed ones. */
  reads(): number;
  /** Makes every call fail from now on. Without a failure, calls succeed again. */
  failWith(failure?: SecretsManagerFailure): void;
  close(): Promise<void>;
}

/** Starts a local Secrets Manager for the AWS SDK and CLI. It does not check signatures. */
export const startSecretsManager = async ({
  port,
  secrets = {},
  delay = 0,
}: SecretsManagerOptions): Promise<SecretsManager> => {
  const store = new SecretStore();
  for (const [name, value] of Object.entries(secrets)) store.create(name, { value });
  const operations = new Map<string, AwsOperation>(
    [...secretOperations].map(([name, run]) => [name, (body) => run(store, parseBody(body))]),
  );
  let reads = 0;
  let failure: SecretsManagerFailure | undefined;

  const server = await startLoopbackServer(async (request, response) => {
    if (operationOf(request) === 'GetSecretValue') reads += 1;
    if (delay > 0) await wait(delay);
    if (failure === 'cut') request.destroy();
    else if (failure) refuse(response, new AwsError(failure.type, 'A test requested this failure.', failure.status));
    else await answerAwsJson(request, response, operations);
  }, port);

  return {
    url: `http://${server.address}`,
    reads: () => reads,
    failWith: (wanted) => {
      failure = wanted;
    },
    close: server.close,
  };
};
