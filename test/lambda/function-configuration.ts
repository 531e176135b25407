import { randomBytes } from 'node:crypto';
import { accountId, credentials, region } from '#test/local/aws-account';

/** The configuration of a function. */
export interface FunctionConfiguration {
  /** The folder with the code, like the unpacked zip. */
  readonly bundle: string;
  /** The file's path without extension, and the export's name. Default: `handler.handler`. */
  readonly handler?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: 3, as on AWS. */
  readonly timeoutSeconds?: number;
  /** In MB. Default: 1024. Node's heap gets the same share of it as on AWS. */
  readonly memory?: number;
  /** The most processes. Default: 4. Further invocations wait for one. */
  readonly environments?: number;
  /** The most invocations at once. Further ones are throttled. Default: no limit. */
  readonly reservedConcurrency?: number;
  /** How often a failed asynchronous invocation is retried. Default: 2. */
  readonly asynchronousRetries?: number;
  /** The on-failure destination of asynchronous invocations. */
  readonly onFailure?: DestinationOf<'RetriesExhausted'>;
  /** The on-success destination of asynchronous invocations. */
  readonly onSuccess?: DestinationOf<'Success'>;
}

/** Receives the record of an asynchronous invocation. The host awaits the promise that it returns. */
export type DestinationOf<Condition> = (record: InvocationRecord<Condition>) => unknown;

/**
 * The record of an asynchronous invocation that a destination receives. When its payloads are written as JSON, long
 * numbers keep all digits.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export interface InvocationRecord<Condition = 'RetriesExhausted' | 'Success'> {
  readonly version: '1.0';
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: Condition;
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  readonly responseContext: {
    readonly statusCode: 200;
    readonly executedVersion: '$LATEST';
    readonly functionError?: 'Unhandled';
  };
  readonly responsePayload: unknown;
}

/** The ARN of a function of the local account, without a version. */
export const functionArn = (functionName: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;

/**
 * The environment variables that Lambda sets, and the function's own.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const runtimeVariables = (
  functionName: string,
  { environment, handler = 'handler.handler', memory = 1024 }: FunctionConfiguration,
): Record<string, string> => {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: 'local',
    ...environment,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `${day}/[$LATEST]${randomBytes(16).toString('hex')}`,
    AWS_REGION: region,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: handler,
  };
};

/** The heap limits that Lambda's own start script gives Node. */
export const heapLimits = ({ memory = 1024 }: FunctionConfiguration): string[] => {
  const youngSpace = Math.floor(memory / 10);
  return [
    '--expose-gc',
    `--max-semi-space-size=${Math.floor(youngSpace / 2)}`,
    `--max-old-space-size=${memory - youngSpace}`,
  ];
};
