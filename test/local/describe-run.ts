import type { Api } from '#shared/define-api';
import { byFamily } from '#test/derive/describe-api';
import type { FunctionAddress, LocalAddresses } from '#test/local/addresses';
import { readSample } from '#test/read-sample';

/** What is to be told about a local run. */
export interface RunDescription {
  readonly addresses: LocalAddresses;
  /** How long the start took. */
  readonly seconds: number;
}

/** A text as one word of a shell command. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The documented request of an API, on one line. */
const requestOf = ({ name }: Api): string => JSON.stringify(readSample(name).request);

const functionLine = (api: Api): string => `chat ${api.path.replace('/v4/', '')} ${quote(requestOf(api))}`;

/** One function that a queue feeds and that may be called again and again, and one whose answer is worth reading. */
const examples = { queued: 'pin-conversations', onBus: 'search-groups' } as const;

/** The ways to call that AWS has beside HTTP, each with an example. */
const awsLines = ({ functions, eventBusName, events, queues }: LocalAddresses): readonly string[] => {
  const queued = ({ api, functionName, queueUrl }: FunctionAddress): readonly string[] => [
    // Versions 1 and 2 of the AWS CLI disagree about `--payload`, except when it is a binary file.
    `echo ${quote(requestOf(api))} | aws lambda invoke --function-name ${functionName} --payload fileb:///dev/stdin /dev/stdout`,
    // Version 1 takes the address of SQS from nowhere else.
    `aws sqs send-message --endpoint-url ${queues} --queue-url ${queueUrl} --message-body ${quote(requestOf(api))}`,
  ];
  const onBus = ({ api }: FunctionAddress): readonly string[] => {
    const entry = { EventBusName: eventBusName, Source: 'my.service', DetailType: api.name, Detail: requestOf(api) };
    return [
      `aws events put-events --entries ${quote(JSON.stringify([entry]))}`,
      '# The last events on the bus, and what functions that read have answered',
      `curl -s ${events}/_events`,
    ];
  };
  return [
    ...functions.filter(({ api }) => api.name === examples.queued).flatMap(queued),
    ...functions.filter(({ api }) => api.name === examples.onBus).flatMap(onBus),
  ];
};

/** Writes what the person who started a local run reads: where the parts are, and commands that call the functions. */
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
    '# The other ways to call; this line makes the AWS CLI of this shell a local one',
    `export AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_ENDPOINT_URL_LAMBDA=${lambda} AWS_ENDPOINT_URL_SNS=${queues} AWS_ENDPOINT_URL_EVENTBRIDGE=${events} AWS_ENDPOINT_URL_SECRETS_MANAGER=${secrets}`,
    ...awsLines(addresses),
    '',
    '# What Chat holds and was asked; its next two calls fail; back to the start',
    `curl -s ${chat}/_emulator/state`,
    `curl -s ${chat}/_emulator/calls`,
    `curl -s ${chat}/_emulator/fault -d '{"kind":"code","ErrorCode":60008,"times":2}'`,
    `curl -s -X POST ${chat}/_emulator/reset`,
    '# Check it as an account of Chat is checked, after the line that begins with "export"',
    `CHAT_BASE_URL=${chat} CHAT_SECRET_ID=${addresses.secretName} npm run check:live -- --user user_0001 --peer user_0002`,
    '',
    `Ready in ${seconds.toFixed(1)} s. Ctrl-C ends it.`,
  ].join('\n');
};
