import type { Api } from '#shared/define-api';
import { deadLetterSuffix, queueUrlOf } from '#test/local/function-queues';
import { readSample } from '#test/read-sample';

/** What is to be told about a local run. */
export interface RunDescription {
  readonly addresses: readonly {
    readonly name: string;
    readonly url: string;
  }[];
  readonly httpUrl: string;
  readonly lambdaUrl: string;
  readonly queueUrl: string;
  readonly issuerUrl: string;
  readonly region: string;
  /** The name under which a function is deployed. */
  functionName(api: Api): string;
  readonly calls: readonly Call[];
}

/** An API and a token that may send it its sample. */
export interface Call {
  readonly api: Api;
  readonly token: string;
}

/** Writes what the person who started a local run reads: where the parts are, and commands that call the functions. */
export function describeRun({ addresses, calls, ...run }: RunDescription): string {
  const [first] = calls;
  return [
    ...addresses.map(({ name, url }) => `${name.padEnd(22)} ${url}`),
    ...calls.map((call) => `\n# ${call.api.summary}\n${curlCommand(run.httpUrl, call)}`),
    '\n# Another token; scope=chat:admin may act for every user, and any other field becomes a claim, too',
    `curl ${run.issuerUrl}/token -d grant_type=client_credentials -d sub=user_0002 -d scope=chat:search`,
    ...(first ? describeInvocation(run, first.api) : []),
    '\nReady. Ctrl-C ends it.',
  ].join('\n');
}

function curlCommand(httpUrl: string, { api, token }: Call): string {
  const headers = `-H 'authorization: Bearer ${token}' -H 'content-type: application/json'`;
  return `curl ${httpUrl}${api.path} ${headers} -d ${quote(readSample(api.name).request)}`;
}

/** Other ways to call a function than HTTP. */
function describeInvocation(run: Omit<RunDescription, 'addresses' | 'calls'>, api: Api): string[] {
  const name = run.functionName(api);
  const queueUrl = queueUrlOf(run.queueUrl, name);
  const request = quote(readSample(api.name).request);
  const aws = 'AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws';
  return [
    `\n# ${api.name} by direct invocation`,
    // Versions 1 and 2 of the AWS CLI disagree about `--payload`, except when it is a binary file.
    `echo ${request} | ${aws} lambda invoke --endpoint-url ${run.lambdaUrl} --region ${run.region} --function-name ${name} --payload fileb:///dev/stdin /dev/stdout`,
    `\n# ${api.name} by a message; one that fails three times moves to ${queueUrl}${deadLetterSuffix}`,
    `${aws} sqs send-message --endpoint-url ${run.queueUrl} --region ${run.region} --queue-url ${queueUrl} --message-body ${request}`,
  ];
}

/** JSON as one word of a shell command. */
function quote(value: unknown): string {
  return `'${JSON.stringify(value).replaceAll("'", "'\\''")}'`;
}
