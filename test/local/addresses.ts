import type { Api } from '#shared/define-api';
import { accountId, region } from '#test/local/aws-account';
import type { LocalStack } from '#test/local/local-stack';
import type { Ports } from '#test/local/ports';

/** How a function of a local run is called. */
export interface FunctionAddress {
  readonly api: Api;
  /** What the Invoke API knows it by. */
  readonly functionName: string;
  /** The queue that feeds it; none for a function that has none where it is deployed. */
  readonly queueUrl?: string;
  /** Where a message of that queue ends that fails each time; for a function that has none, an event of the bus. */
  readonly deadLetterUrl?: string;
  /** Where an asynchronous invocation ends that fails each time. */
  readonly failedEventsUrl?: string;
}

/** Where the parts of a local run are: all that somebody needs who calls the functions in any way. */
export interface LocalAddresses {
  /** The region that all parts are in, which a client of the AWS SDK needs; any credentials do. */
  readonly region: string;
  /** The HTTP API. It wants a token. */
  readonly http: string;
  /** What a person looks at. */
  readonly console: string;
  /** Lambda's Invoke API. `GET /_functions/<functionName>/log` answers what a function has printed, as a list of texts. */
  readonly lambda: string;
  /** SQS and SNS. `GET /_fauxqs/queues/<name>` answers what a queue holds without receiving it. */
  readonly queues: string;
  /** EventBridge. `GET /_events` answers the last events on the bus, answers of functions included, oldest first. */
  readonly events: string;
  /** Secrets Manager. */
  readonly secrets: string;
  /** The token issuer. `GET /token?sub=user_0001` answers a token as text; each parameter becomes a claim. */
  readonly tokens: string;
  /** Tencent Chat's emulator. `/_emulator/…` is its control interface. */
  readonly chat: string;
  readonly secretName: string;
  /** The bus to name in events; an event's `detail-type` is the function's name without the prefix of the deployment. */
  readonly eventBusName: string;
  readonly functions: readonly FunctionAddress[];
}

const loopback = (port: number): string => `http://127.0.0.1:${port}`;

/** Tells where the parts of a local run are, before or after they have started. */
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
