import { randomBytes } from 'node:crypto';
import { accountId, credentials, region } from '#test/local/aws-account';

/** How a function is deployed. */
export interface FunctionConfiguration {
  /** The folder that holds the code, as the unpacked zip would. */
  readonly bundle: string;
  /** Path without extension and export name, `handler.handler` unless given. */
  readonly handler?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** 3 unless given, as on AWS. */
  readonly timeoutSeconds?: number;
  /** In MB, 1024 unless given. Node's heap gets the share of it that it gets on AWS. */
  readonly memory?: number;
  /** At most this many processes, 4 unless given. Further invocations wait for one. */
  readonly environments?: number;
  /** At most this many invocations at once; further ones are refused as throttled. Without it none is. */
  readonly reservedConcurrency?: number;
  /** How often an asynchronous invocation that failed is tried again, 2 unless given. */
  readonly asynchronousRetries?: number;
  /** The on-failure destination of asynchronous invocations. */
  readonly onFailure?: DestinationOf<'RetriesExhausted'>;
  /** The on-success destination of asynchronous invocations. */
  readonly onSuccess?: DestinationOf<'Success'>;
}

/** Takes the record of an asynchronous invocation. A promise that it returns is awaited. */
export type DestinationOf<Condition> = (record: InvocationRecord<Condition>) => unknown;

/**
 * What a destination learns of an asynchronous invocation. The payloads keep long numbers digit for digit when they are
 * written as JSON.
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
 * The environment variables that Lambda sets and a function's own.
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
