import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

/**
 * What may stand on a line of the log: ids, names, numbers and our own words. A body, an answer, an address or a
 * secret has no field here.
 */
export interface LogFields {
  /** Who asked: its kind, and its ARN, what else AWS calls it, or its user claim. */
  readonly caller?: { readonly kind: string; readonly name: string | undefined };
  /** The user that the request acts for. */
  readonly user?: string | undefined;
  /** The ids of the source: message id, event id, request id of the gateway. */
  readonly source?: Readonly<Record<string, string>>;
  readonly kind?: string;
  /** Chat's error code. */
  readonly errorCode?: number | undefined;
  /** Chat's own words, only for a code that is not documented. */
  readonly errorInfo?: string | undefined;
  readonly reason?: string | undefined;
  /** What an operator has to do. */
  readonly action?: string | undefined;
  /** What was wrong with the request: where, and what was expected. */
  readonly faults?: readonly string[] | undefined;
  /** The name of an error that nobody expected, and where it came from. */
  readonly cause?: string | undefined;
  /** The items that Chat did not carry out: how many, and the first of them as place and code. */
  readonly failedItems?: { readonly count: number; readonly first: readonly string[] };
  /** How many times Chat was asked. */
  readonly attempts?: number;
  /** Milliseconds. */
  readonly duration?: number;
  /** Milliseconds of it spent waiting for Chat. */
  readonly upstreamDuration?: number;
}

/** The log of a function. */
export interface Log {
  /** Puts the ids of an invocation on the lines that follow. */
  begin(context: Context): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Makes the log of a function: lines of JSON on standard output, as CloudWatch Logs Insights reads them. */
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
