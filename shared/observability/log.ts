import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

/**
 * What may stand on a line of the log: ids, names, numbers and our own words. A body, a user's text, an answer, an
 * address or a secret has no field here.
 */
export interface LogFields {
  readonly trigger?: string;
  /** The ids of the source: message id, event id, request id of the gateway. */
  readonly source?: Readonly<Record<string, string>>;
  readonly kind?: string;
  /** Chat's error code. */
  readonly errorCode?: number | undefined;
  readonly reason?: string;
  /** What an operator has to do. */
  readonly action?: string | undefined;
  /** What was wrong with the request: where, and what was expected. */
  readonly faults?: readonly string[] | undefined;
  /** The name of an error that nobody expected, and where it came from. */
  readonly cause?: string | undefined;
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
