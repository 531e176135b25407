import type { Api } from '#shared/define-api';
import { accountId, region } from '#test/local/aws-account';
import type { LocalStack } from '#test/local/local-stack';
import type { Ports } from '#test/local/ports';

/** The names and addresses with which to call a function of a local run. */
export interface FunctionAddress {
  readonly api: Api;
  /** Its name in the Invoke API. */
  readonly functionName: string;
  /** The queue that feeds it; `undefined` if the deployed function has none. */
  readonly queueUrl?: string;
  /** The queue for messages that keep failing; for a function without a queue, the queue for failed events. */
  readonly deadLetterUrl?: string;
  /** The queue for asynchronous invocations that keep failing. */
  readonly failedEventsUrl?: string;
}

/** The addresses of a local run: everything that a caller needs. */
export interface LocalAddresses {
  /** The region for clients of the AWS SDK. Any credentials work. */
  readonly region: string;
  /** The HTTP API, which requires a token. */
  readonly http: string;
  /** The console. */
  readonly console: string;
  /** Lambda's Invoke API. `GET /_functions/<functionName>/log` returns the printed messages of a function as a list. */
  readonly lambda: string;
  /** SQS and SNS. `GET /_fauxqs/queues/<name>` returns the messages of a queue without receiving them. */
  readonly queues: string;
  /** EventBridge. `GET /_events` returns the last events on the bus, oldest first, including the functions' answers. */
  readonly events: string;
  /** Secrets Manager. */
  readonly secrets: string;
  /** The token issuer. `GET /token?sub=user_0001` returns a token as text; each parameter becomes a claim. */
  readonly tokens: string;
  /** Tencent Chat's emulator. `/_emulator/…` is its control interface. */
  readonly chat: string;
  readonly secretName: string;
  /**
   * The bus to name in events; an event's `detail-type` is the function's name without the prefix of the deployment.
   */
  readonly eventBusName: string;
  readonly functions: readonly FunctionAddress[];
}

const loopback = (port: number): string => `http://127.0.0.1:${port}`;

/** Computes the addresses of a local run, which need not have started. */
export const addressesOf = (ports: Ports, stack: LocalStack): LocalAddresses => {
  const queues = loopback(ports.queues);
  const urlOf = (name: string): string => `${queues}/${accountId}/${name}`;
  return {
    region,
    http: loopback(ports.http),
    console: loopback(ports.console),
    lambda: loopback(ports.lambda),
    queues,
    events: loopback(ports.events),
    secrets: loopback(ports.secrets),
    tokens: loopback(ports.tokens),
    chat: loopback(ports.chat),
    secretName: stack.secretName,
    eventBusName: stack.eventBusName,
    functions: stack.functions.map(({ api, functionName, onFailure }) => {
      const feeding = stack.mappings.find((mapping) => mapping.functionName === functionName)?.queueName;
      const redrive = stack.queues.find(({ name }) => name === feeding)?.redrive;
      const failedEvents = onFailure?.kind === 'queue' ? onFailure.name : undefined;
      const deadLetters = redrive?.queueName ?? failedEvents;
      return {
        api,
        functionName,
        ...(feeding !== undefined && { queueUrl: urlOf(feeding) }),
        ...(deadLetters !== undefined && { deadLetterUrl: urlOf(deadLetters) }),
        ...(failedEvents !== undefined && { failedEventsUrl: urlOf(failedEvents) }),
      };
    }),
  };
};
