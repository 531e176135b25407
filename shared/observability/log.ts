import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

/**
 * The fields of a log line: ids, names, numbers and our own texts. There is no field for a body, an answer, an address
 * or a secret.
 */
export interface LogFields {
  /** The caller: its kind, and its ARN, another name from AWS, or its user claim. */
  readonly caller?: { readonly kind: string; readonly name: string | undefined };
  /** The user that the request acts for. */
  readonly user?: string | undefined;
  /** The ids from the source, such as a message id, an event id or the gateway's request id. */
  readonly source?: Readonly<Record<string, string>>;
  readonly kind?: string;
  /** Chat's error code. */
  readonly errorCode?: number | undefined;
  /** Chat's text, only for an undocumented code. */
  readonly errorInfo?: string | undefined;
  readonly reason?: string | undefined;
  /** What an operator must do. */
  readonly action?: string | undefined;
  /** The faults of the request: where, and what was expected. */
  readonly faults?: readonly string[] | undefined;
  /** The name and the stack frames of the error behind the failure. */
  readonly cause?: string | undefined;
  /** The items that failed: their number, and the place and code of the first ones. */
  readonly failedItems?: { readonly count: number; readonly first: readonly string[] };
  /** The number of calls to Chat. */
  readonly attempts?: number;
  /** In milliseconds. */
  readonly duration?: number;
  /** The part of `duration` spent waiting for Chat, in milliseconds. */
  readonly upstreamDuration?: number;
}

/** The log of a function. */
export interface Log {
  /** Adds the ids of an invocation to all following lines. */
  begin(context: Context): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Creates the log of a function: lines of JSON on standard output, which CloudWatch Logs Insights reads. */
export const createLog = (api: string): Log => {
  const logger = new Logger({ serviceName: api });
  return {
    begin: (context) => {
      logger.addContext(context);
    },
    info: (message, fields = {}) => logger.info(message, { ...fields }),
    warn: (message, fields = {}) => logger.warn(message, { ...fields }),
    error: (message, fields = {}) => logger.error(message, { ...fields }),
  };
};
