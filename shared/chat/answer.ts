import type { Answer } from '#shared/chat/call';
import { type ErrorCode, errorCodes } from '#shared/chat/error-codes';
import { findFailedItems } from '#shared/chat/item-results';
import { Failure } from '#shared/failures/failure';
import { parseExactJson } from '#shared/json/exact-json';
import { isRecord } from '#shared/json/is-record';

const notProtocol = (detail: string): Failure =>
  new Failure('UpstreamFailed', `Chat's answer is not valid: ${detail}.`, { recovery: 'retry' });

const parse = (text: string): unknown => {
  try {
    return parseExactJson(text);
  } catch {
    throw notProtocol('not JSON');
  }
};

/** Chat's answers have four levels. `JSON.stringify` overflows the stack at some thousands. */
const mostLevels = 100;

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member)));

/** The most characters of Chat's text in the log, which shows it only for an undocumented code. */
const longestText = 200;

const unknownCode = (errorCode: number, errorInfo: string): ErrorCode => ({
  kind: 'UpstreamFailed',
  meaning: `the undocumented code ${errorCode}, "${errorInfo.slice(0, longestText)}"`,
});

const failureOf = (errorCode: number, errorInfo: string): Failure => {
  const { kind, meaning, recovery, action } = errorCodes[errorCode] ?? unknownCode(errorCode, errorInfo);
  return new Failure(kind, `Chat: ${meaning}.`, {
    errorCode,
    errorInfo,
    retryAfterSeconds: recovery === 'back-off' ? 1 : undefined,
    recovery,
    action,
  });
};

/**
 * Reads Chat's answer to a successful call. Success depends on the answer alone, not on the HTTP status.
 *
 * @throws {Failure} the failure that `ErrorCode` means, or `UpstreamFailed` if the text is not an answer of Chat
 * @see https://trtc.io/document/34620
 */
export const checkAnswer = (text: string): Answer => {
  const value = parse(text);
  if (!isRecord(value)) throw notProtocol('not an object');
  const { ActionStatus, ErrorCode, ErrorInfo } = value;
  if (typeof ErrorCode !== 'number' || !Number.isSafeInteger(ErrorCode)) throw notProtocol('no ErrorCode');
  if (ErrorCode !== 0) throw failureOf(ErrorCode, typeof ErrorInfo === 'string' ? ErrorInfo : '');
  if (isDeeperThan(mostLevels, value)) throw notProtocol('nested too deeply');
  if (ActionStatus !== 'OK') throw notProtocol('no ActionStatus');
  return { text, value, failedItems: findFailedItems(value) };
};
