import { setTimeout as wait } from 'node:timers/promises';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { AwsError, type AwsOperation, answerAwsJson, operationOf, parseBody, refuse } from '#test/local/aws-json';
import { secretOperations } from '#test/local/secret-operations';
import { SecretStore } from '#test/local/secret-store';

/** How a failing Secrets Manager answers: an HTTP status and an AWS exception name, or a connection that is cut. */
export type SecretsManagerFailure = { readonly status: number; readonly type: string } | 'cut';

/** What a local Secrets Manager is made of. */
export interface SecretsManagerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The names and values that it holds from the beginning. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Milliseconds before each answer, as of a service that is a network away; 0 unless given. */
  readonly delay?: number;
}

/** A running local Secrets Manager. */
export interface SecretsManager {
  /** What goes into `AWS_ENDPOINT_URL_SECRETS_MANAGER` or the client's `endpoint`. */
  readonly url: string;
  /** How many GetSecretValue requests came in, those that were made to fail among them. */
  reads(): number;
  /** Makes every call fail this way from now on; called without a failure, it ends that. */
  failWith(failure?: SecretsManagerFailure): void;
  close(): Promise<void>;
}

/** Starts a Secrets Manager on loopback that the AWS SDK and CLI talk to. Signatures are not checked. */
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
    else if (failure) refuse(response, new AwsError(failure.type, 'This failure was asked for.', failure.status));
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
