import type { Api } from '#shared/define-api';

/** What is to be told about a local run. */
export interface RunDescription {
  readonly addresses: readonly {
    readonly name: string;
    readonly url: string;
  }[];
  readonly httpUrl: string;
  readonly lambdaUrl: string;
  readonly region: string;
  /** The name under which a function is deployed. */
  functionName(api: Api): string;
  readonly apis: readonly Api[];
}

/** Writes what the person who started a local run reads: where the parts are, and for each function a command that calls it. */
export function describeRun({ addresses, apis, ...run }: RunDescription): string {
  const [firstApi] = apis;
  return [
    ...addresses.map(({ name, url }) => `${name.padEnd(22)} ${url}`),
    ...apis.map((api) => `\n# ${api.summary}\n${curlCommand(run.httpUrl, api)}`),
    ...(firstApi ? ['\n# The same by direct invocation', invokeCommand(run, firstApi)] : []),
    '\nReady. Ctrl-C ends it.',
  ].join('\n');
}

function curlCommand(httpUrl: string, { path, example }: Api): string {
  return `curl ${httpUrl}${path} -H 'content-type: application/json' -d ${quote(example.request)}`;
}

/** Versions 1 and 2 of the AWS CLI disagree about `--payload`, except when it is a binary file. */
function invokeCommand(run: Pick<RunDescription, 'lambdaUrl' | 'region' | 'functionName'>, api: Api): string {
  return [
    `echo ${quote(api.example.request)} | AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws lambda invoke`,
    `--endpoint-url ${run.lambdaUrl} --region ${run.region} --function-name ${run.functionName(api)}`,
    '--payload fileb:///dev/stdin /dev/stdout',
  ].join(' ');
}

/** JSON as one word of a shell command. */
function quote(value: unknown): string {
  return `'${JSON.stringify(value).replaceAll("'", "'\\''")}'`;
}
