import { randomBytes } from 'node:crypto';

/** How a function is deployed. */
export type FunctionConfiguration = {
  /** The folder that holds the code, as the unpacked zip would. */
  bundle: string;
  /** Path without extension and export name, `handler.handler` unless given. */
  handler?: string;
  environment?: Record<string, string>;
  /** 3 unless given, as on AWS. */
  timeoutSeconds?: number;
  /** In MB, 1024 unless given. Node's heap gets the share of it that it gets on AWS. */
  memory?: number;
  /** At most this many processes, 4 unless given. Further invocations wait for one. */
  environments?: number;
  /** At most this many invocations at once; further ones are refused as throttled. Without it none is. */
  reservedConcurrency?: number;
  /** The on-failure destination of asynchronous invocations. */
  onFailure?: (record: FailureRecord) => void;
};

/**
 * What an on-failure destination learns of an asynchronous invocation.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export type FailureRecord = {
  version: '1.0';
  timestamp: string;
  requestContext: {
    requestId: string;
    functionArn: string;
    condition: 'RetriesExhausted';
    approximateInvokeCount: number;
  };
  requestPayload: unknown;
  responseContext: { statusCode: 200; executedVersion: '$LATEST'; functionError: 'Unhandled' };
  responsePayload: unknown;
};

const region = 'us-east-1';

/** The ARN of a function of the local account, without a version. */
export const functionArn = (functionName: string): string =>
  `arn:aws:lambda:${region}:000000000000:function:${functionName}`;

/**
 * The environment variables that Lambda sets and a function's own.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function runtimeVariables(functionName: string, configuration: FunctionConfiguration): Record<string, string> {
  const { environment, handler = 'handler.handler', memory = 1024 } = configuration;
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
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
}

/** The heap limits that Lambda's own start script gives Node. */
export function heapLimits({ memory = 1024 }: FunctionConfiguration): string[] {
  const youngSpace = Math.floor(memory / 10);
  return [
    '--expose-gc',
    `--max-semi-space-size=${Math.floor(youngSpace / 2)}`,
    `--max-old-space-size=${memory - youngSpace}`,
  ];
}
