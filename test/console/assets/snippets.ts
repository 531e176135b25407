import type { Addresses, Caller, FunctionEntry, Route } from '#test/console/contract';

/** A command or program that makes the call of the page. */
export interface Snippet {
  readonly name: string;
  readonly text: string;
}

/** The call that a snippet makes. */
export interface SnippetOptions {
  readonly entry: FunctionEntry;
  readonly addresses: Addresses;
  readonly caller: Caller | undefined;
  readonly route: Route;
  readonly body: string;
}

/** Quotes a text for a shell. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const aws = 'AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws';

/** Puts a body on one line. Digits stay as they are. */
const compact = (body: string): string => body.replaceAll(/\n\s*/g, ' ').trim();

const indent = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

const curl = ({ entry, addresses, caller, body }: SnippetOptions): string => {
  const form = Object.entries(caller?.token ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const token = `TOKEN=$(curl -s '${addresses.tokens}/token?${form.join('&')}')\n\n`;
  return [
    `${caller?.token ? token : ''}curl ${addresses.http}${entry.path}`,
    ...(caller?.token ? ['-H "authorization: Bearer $TOKEN"'] : []),
    "-H 'content-type: application/json'",
    `-d ${quote(compact(body))}`,
  ].join(' \\\n  ');
};

const command = ({ entry, addresses, route, body }: SnippetOptions): string => {
  const region = `--region ${addresses.region}`;
  if (route === 'queue') {
    return [
      `${aws} sqs send-message`,
      `--endpoint-url ${addresses.queues} ${region}`,
      `--queue-url ${entry.queueUrl}`,
      `--message-body ${quote(compact(body))}`,
    ].join(' \\\n  ');
  }
  if (route === 'bus') {
    const put = {
      EventBusName: addresses.eventBusName,
      Source: 'my.service',
      DetailType: entry.name,
      Detail: compact(body),
    };
    return [
      `${aws} events put-events`,
      `--endpoint-url ${addresses.events} ${region}`,
      `--entries ${quote(JSON.stringify([put]))}`,
    ].join(' \\\n  ');
  }
  return [
    `echo ${quote(compact(body))} | ${aws} lambda invoke`,
    `--endpoint-url ${addresses.lambda} ${region}`,
    `--function-name ${entry.deployedName}`,
    '--payload fileb:///dev/stdin /dev/stdout',
  ].join(' \\\n  ');
};

const sdk = ({
  entry,
  addresses,
  body,
}: SnippetOptions): string => `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

const lambda = new LambdaClient({ endpoint: '${addresses.lambda}', region: '${addresses.region}' });
const { FunctionError, Payload } = await lambda.send(
  new InvokeCommand({
    FunctionName: '${entry.deployedName}',
    Payload: JSON.stringify(${indent(body, '    ')}),
  }),
);
console.log(FunctionError, Payload.transformToString());
`;

const client = ({
  entry,
  addresses,
  body,
}: SnippetOptions): string => `import { LambdaClient } from '@aws-sdk/client-lambda';
import { createChatFunctions } from 'chat-functions-client';

const lambda = new LambdaClient({ endpoint: '${addresses.lambda}', region: '${addresses.region}' });
const chat = createChatFunctions({ lambda, functionName: '${entry.deployedName.slice(0, -entry.name.length)}' });
const answer = await chat.${entry.method}(${body});
`;

/** The call as commands and programs to copy. None contains a token: each fetches its own. */
export const snippetsOf = (options: SnippetOptions): readonly Snippet[] => [
  { name: 'curl', text: curl(options) },
  { name: 'AWS CLI', text: command(options) },
  { name: 'SDK', text: sdk(options) },
  { name: 'Client', text: client(options) },
];
