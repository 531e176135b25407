import type { Api } from '#shared/define-api';
import { byFamily } from '#test/derive/describe-api';
import type { FunctionAddress, LocalAddresses } from '#test/local/addresses';
import { readSample } from '#test/read-sample';

/** The facts about a local run to print. */
export interface RunDescription {
  readonly addresses: LocalAddresses;
  /** The duration of the start. */
  readonly seconds: number;
}

/** Quotes text for a shell. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The documented request of an API, on one line. */
const requestOf = ({ name }: Api): string => JSON.stringify(readSample(name).request);

const functionLine = (api: Api): string => `chat ${api.path.replace('/v4/', '')} ${quote(requestOf(api))}`;

/**
 * The functions of the examples: one with a queue that may be called repeatedly, and one with an interesting answer.
 */
const examples = { queued: 'pin-conversations', onBus: 'search-groups' } as const;

/** An example of each way to call besides HTTP. */
const awsLines = ({ functions, eventBusName, events, queues }: LocalAddresses): readonly string[] => {
  const queued = ({ api, functionName, queueUrl }: FunctionAddress): readonly string[] => [
    // Versions 1 and 2 of the AWS CLI disagree about `--payload`, except when it is a binary file.
    `echo ${quote(requestOf(api))} | aws lambda invoke --function-name ${functionName} --payload fileb:///dev/stdin /dev/stdout`,
    // Version 1 of the AWS CLI takes the address of SQS only from this option.
    `aws sqs send-message --endpoint-url ${queues} --queue-url ${queueUrl} --message-body ${quote(requestOf(api))}`,
  ];
  const onBus = ({ api }: FunctionAddress): readonly string[] => {
    const entry = { EventBusName: eventBusName, Source: 'my.service', DetailType: api.name, Detail: requestOf(api) };
    return [
      `aws events put-events --entries ${quote(JSON.stringify([entry]))}`,
      '# Show the last events on the bus, including the answers of functions that read',
      `curl -s ${events}/_events`,
    ];
  };
  return [
    ...functions.filter(({ api }) => api.name === examples.queued).flatMap(queued),
    ...functions.filter(({ api }) => api.name === examples.onBus).flatMap(onBus),
  ];
};

/** Describes a local run for the terminal: its addresses, and commands that call the functions. */
export const describeRun = ({ addresses, seconds }: RunDescription): string => {
  const { http, lambda, queues, events, secrets, tokens, chat, region } = addresses;
  const families = byFamily(addresses.functions.map(({ api }) => api));
  return [
    `Console ${addresses.console}   HTTP API ${http}   Lambda ${lambda}   SQS, SNS ${queues}`,
    `EventBridge ${events}   Secrets Manager ${secrets}   tokens ${tokens}   Chat's emulator ${chat}`,
    '',
    '# Paste these two lines, then any other. Another caller: sub=user_0001, scope=chat:search; expired: &expires_in=-1',
    `TOKEN=$(curl -s '${tokens}/token?scope=chat:admin')`,
    `chat() { curl -s "${http}/v4/$1" -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d "$2"; echo; }`,
    ...families.flatMap(([{ name }, apis]) => ['', `# ${name}`, ...apis.map(functionLine)]),
    '',
    '# The other ways to call. Paste this line first: it points the AWS CLI of this shell at the local services',
    `export AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_ENDPOINT_URL_LAMBDA=${lambda} AWS_ENDPOINT_URL_SNS=${queues} AWS_ENDPOINT_URL_EVENTBRIDGE=${events} AWS_ENDPOINT_URL_SECRETS_MANAGER=${secrets}`,
    ...awsLines(addresses),
    '',
    "# Show Chat's data; show the calls it received; fail its next two calls; reset it",
    `curl -s ${chat}/_emulator/state`,
    `curl -s ${chat}/_emulator/calls`,
    `curl -s ${chat}/_emulator/fault -d '{"kind":"code","ErrorCode":60008,"times":2}'`,
    `curl -s -X POST ${chat}/_emulator/reset`,
    '# Run the check for live Chat accounts against the emulator, after the line that begins with "export"',
    `CHAT_BASE_URL=${chat} CHAT_SECRET_ID=${addresses.secretName} npm run check:live -- --user user_0001 --peer user_0002`,
    '',
    `Ready in ${seconds.toFixed(1)} s. Press Ctrl-C to stop.`,
  ].join('\n');
};
