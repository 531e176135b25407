import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { secretOperations } from '#test/local/secret-operations';
import { SecretStore, SecretsManagerError } from '#test/local/secret-store';

/** How a failing Secrets Manager answers: an HTTP status and an AWS exception name, or a connection that is cut. */
export type SecretsManagerFailure = { readonly status: number; readonly type: string } | 'cut';

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

/**
 * Starts a Secrets Manager on loopback that the AWS SDK and CLI talk to over AWS JSON 1.1. Signatures are not checked.
 * `secrets` are the names and values it holds from the beginning; port 0 takes any free port.
 */
export async function startSecretsManager(options: {
  readonly port: number;
  readonly secrets?: Readonly<Record<string, string>>;
}): Promise<SecretsManager> {
  const store = new SecretStore();
  for (const [name, value] of Object.entries(options.secrets ?? {})) {
    store.create(name, { value });
  }
  let reads = 0;
  let failure: SecretsManagerFailure | undefined;

  const server = createServer(async (request, response) => {
    const operation = operationName(request);
    reads += operation === 'GetSecretValue' ? 1 : 0;
    if (failure === 'cut') {
      request.destroy();
    } else if (failure) {
      refuse(response, { ...failure, message: 'This failure was asked for.' });
    } else {
      await answer(response, async () => perform(store, { operation, body: await text(request) }));
    }
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${listeningPort(server)}`,
    reads: () => reads,
    failWith: (wanted) => {
      failure = wanted;
    },
    close: () => {
      const closed = server[Symbol.asyncDispose]();
      server.closeAllConnections();
      return closed;
    },
  };
}

function operationName({ headers }: IncomingMessage): string {
  return String(headers['x-amz-target']).replace('secretsmanager.', '');
}

function perform(store: SecretStore, { operation, body }: { operation: string; body: string }): object {
  const run = secretOperations.get(operation);
  if (!run) {
    throw new SecretsManagerError('UnknownOperationException', `${operation} is not offered here.`);
  }
  return run(store, parse(body));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new SecretsManagerError('SerializationException', 'The body is not JSON.');
  }
}

async function answer(response: ServerResponse, work: () => Promise<object>): Promise<void> {
  try {
    send(response, 200, await work());
  } catch (error) {
    const type = error instanceof SecretsManagerError ? error.type : 'InternalServiceError';
    const status = error instanceof SecretsManagerError ? 400 : 500;
    refuse(response, {
      status,
      type,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

function refuse(response: ServerResponse, error: { status: number; type: string; message: string }): void {
  send(response, error.status, { __type: error.type, Message: error.message });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function listeningPort(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
