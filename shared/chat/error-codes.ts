import type { FailureKind, Recovery } from '#shared/failures/failure';

/** The meaning of one of Chat's error codes. */
export interface ErrorCode {
  readonly kind: FailureKind;
  /** A summary of Chat's description. */
  readonly meaning: string;
  readonly recovery?: Recovery;
  /** What an operator must do, if callers can do nothing. */
  readonly action?: string;
}

const checkKey = 'Compare sdkAppId, secretKey, identifier and region in the secret with the Chat console.';
const suspectKey = `If the user id in the request is right: ${checkKey}`;
const checkAdmin = 'Make the identifier in the secret an App admin in the Chat console.';
const checkApp = 'Check the state of the application in the Chat console.';
const checkAddress = 'Check CHAT_BASE_URL. If it is not set, report a bug in Chat functions.';
const report = 'Report a bug in Chat functions.';

/**
 * Chat's error codes. A code that is not listed is `UpstreamFailed` and keeps its number.
 *
 * @see https://trtc.io/document/34348 the general table
 * @see https://trtc.io/document/34620 the gateway's codes (60xxx)
 */
export const errorCodes: Readonly<Record<number, ErrorCode>> = {
  // Group service. No page of the APIs lists these codes, but the services behind them may send one.
  10002: { kind: 'UpstreamFailed', meaning: 'internal fault of the group service', recovery: 'retry' },
  10003: { kind: 'InternalError', meaning: 'unknown command', action: report },
  10004: { kind: 'InvalidRequest', meaning: 'invalid parameter' },
  10005: { kind: 'InvalidRequest', meaning: 'too many accounts in the request' },
  10006: { kind: 'RateLimited', meaning: 'rate limit of the group service', recovery: 'back-off' },
  10007: { kind: 'Forbidden', meaning: 'not permitted, or not for this group type' },
  10010: { kind: 'NotFound', meaning: 'the group does not exist' },
  10011: { kind: 'InternalError', meaning: 'the body is not JSON', action: report },
  10012: { kind: 'InvalidRequest', meaning: 'invalid operator account' },
  10015: { kind: 'NotFound', meaning: 'no such group id' },
  10018: { kind: 'InvalidRequest', meaning: 'the answer would exceed 1 MB; request less' },
  10019: { kind: 'NotFound', meaning: 'the account does not exist' },
  10026: { kind: 'NotEnabled', meaning: 'the command is disabled for this application', action: checkApp },

  // Messages, as above.
  20001: { kind: 'InvalidRequest', meaning: 'invalid packet' },
  20002: { kind: 'Misconfigured', meaning: 'invalid signature', recovery: 'renew-credential', action: checkKey },
  20003: { kind: 'NotFound', meaning: 'unknown sender or receiver' },
  20004: { kind: 'UpstreamFailed', meaning: 'internal network fault of Chat', recovery: 'retry' },
  20005: { kind: 'UpstreamFailed', meaning: 'internal fault of Chat', recovery: 'retry' },

  // Cloud search.
  27003: { kind: 'InvalidRequest', meaning: 'invalid parameter' },
  27004: { kind: 'UpstreamFailed', meaning: 'internal fault of the search', recovery: 'retry' },

  // Recent contacts.
  50001: { kind: 'NotFound', meaning: 'the account is not imported into Chat' },
  50002: { kind: 'InvalidRequest', meaning: 'invalid parameter' },
  50003: {
    kind: 'Misconfigured',
    meaning: 'the identifier is not an App admin',
    recovery: 'renew-credential',
    action: checkAdmin,
  },
  50004: { kind: 'UpstreamFailed', meaning: 'internal fault of Chat', recovery: 'retry' },
  50005: { kind: 'UpstreamFailed', meaning: 'internal network timeout of Chat', recovery: 'retry' },
  51006: { kind: 'InvalidRequest', meaning: 'no conversations, or more than 100' },
  51007: {
    kind: 'NotFound',
    meaning: 'the group cannot be resolved; it is disbanded, or Chat failed',
    recovery: 'retry-once',
  },
  51008: { kind: 'LimitExceeded', meaning: 'more than 1,000 conversations with groups or marks' },
  51009: { kind: 'NotFound', meaning: 'the conversation group does not exist' },
  51010: { kind: 'LimitExceeded', meaning: 'more than 20 conversation groups' },
  51011: { kind: 'InvalidRequest', meaning: 'the name of the conversation group is too long' },
  51012: { kind: 'LimitExceeded', meaning: 'too many pinned conversations (50, by the pages of the client SDKs)' },
  51013: {
    kind: 'NotEnabled',
    meaning: 'the edition does not include conversation groups and marks',
    action: 'Upgrade the edition of the application.',
  },

  // Gateway.
  60002: { kind: 'Misconfigured', meaning: 'the HTTP request cannot be parsed', action: checkAddress },
  60003: { kind: 'InternalError', meaning: 'the body is not JSON', action: report },
  // Chat does not say which of the two it is. `NotFound` suspends no credential, and it is transient, so queues retry
  // it.
  60004: {
    kind: 'NotFound',
    meaning: 'the user id does not exist, or the identifier is invalid',
    recovery: 'suspect-credential',
    action: suspectKey,
  },
  60005: {
    kind: 'NotFound',
    meaning: 'the user id does not exist, or the signature is invalid',
    recovery: 'suspect-credential',
    action: suspectKey,
  },
  60006: { kind: 'Misconfigured', meaning: 'invalid SDKAppID', recovery: 'renew-credential', action: checkKey },
  60007: { kind: 'RateLimited', meaning: 'the rate of this API is exceeded', recovery: 'back-off' },
  60008: { kind: 'UpstreamFailed', meaning: 'internal timeout of Chat, or a malformed request', recovery: 'retry' },
  60009: { kind: 'Misconfigured', meaning: 'no such API at this address', action: checkAddress },
  60010: {
    kind: 'Misconfigured',
    meaning: 'the identifier is not an App admin',
    recovery: 'renew-credential',
    action: checkAdmin,
  },
  60011: { kind: 'RateLimited', meaning: 'the rate of the application is exceeded', recovery: 'back-off' },
  60012: { kind: 'InternalError', meaning: 'the SDKAppID is missing', action: report },
  60013: { kind: 'UpstreamFailed', meaning: 'a service of Chat sent an invalid answer', recovery: 'retry' },
  60014: { kind: 'UpstreamFailed', meaning: 'account exchange timed out', recovery: 'retry' },
  60015: { kind: 'InvalidRequest', meaning: 'a user id is not a string' },
  60016: { kind: 'Misconfigured', meaning: 'the application is disabled', action: checkApp },
  60017: { kind: 'Misconfigured', meaning: 'the request is disabled', action: checkApp },
  60018: { kind: 'RateLimited', meaning: 'too many calls', recovery: 'back-off' },
  60019: { kind: 'RateLimited', meaning: 'too many calls', recovery: 'back-off' },
  60020: {
    kind: 'NotEnabled',
    meaning: 'the plan or plugin has expired, or the search scene is disabled',
    action: 'Buy the plan or plugin and enable the scene in the Chat console. It takes effect after five minutes.',
  },
  60021: {
    kind: 'Misconfigured',
    meaning: 'the source address is not allowed',
    action: "Add this function's outgoing IP address to the application's allow-list.",
  },

  // Account and UserSig.
  70001: { kind: 'Misconfigured', meaning: 'the UserSig has expired', recovery: 'renew-credential', action: checkKey },
  70002: { kind: 'Misconfigured', meaning: 'the UserSig is empty', recovery: 'renew-credential', action: checkKey },
  70003: {
    kind: 'Misconfigured',
    meaning: 'the UserSig cannot be read',
    recovery: 'renew-credential',
    action: checkKey,
  },
  70005: {
    kind: 'Misconfigured',
    meaning: 'the UserSig cannot be read',
    recovery: 'renew-credential',
    action: checkKey,
  },
  70009: {
    kind: 'Misconfigured',
    meaning: 'the UserSig was made with another key, or for another region',
    recovery: 'renew-credential',
    action: checkKey,
  },
  70013: {
    kind: 'Misconfigured',
    meaning: 'the UserSig is for another user',
    recovery: 'renew-credential',
    action: checkKey,
  },
  70014: {
    kind: 'Misconfigured',
    meaning: 'the UserSig is for another app',
    recovery: 'renew-credential',
    action: checkKey,
  },
  70016: { kind: 'Misconfigured', meaning: 'there is no public key for the old signature scheme', action: checkApp },
  70020: {
    kind: 'Misconfigured',
    meaning: 'the SDKAppID does not exist',
    recovery: 'renew-credential',
    action: checkKey,
  },
  70050: { kind: 'Misconfigured', meaning: 'too many invalid signatures', recovery: 'hold', action: checkKey },
  70051: { kind: 'Misconfigured', meaning: 'the admin account is blocked', action: checkApp },
  70052: { kind: 'Misconfigured', meaning: 'the UserSig was revoked', recovery: 'renew-credential', action: checkKey },
  70107: { kind: 'NotFound', meaning: 'the account does not exist' },
  70114: { kind: 'RateLimited', meaning: 'Chat restricts the calls for security reasons', recovery: 'back-off' },
  70169: { kind: 'UpstreamFailed', meaning: 'internal timeout of Chat', recovery: 'retry' },
  70202: { kind: 'UpstreamFailed', meaning: 'internal timeout of Chat', recovery: 'retry' },
  70206: { kind: 'InvalidRequest', meaning: 'invalid number of accounts in a batch' },
  70346: { kind: 'Misconfigured', meaning: 'invalid signature', recovery: 'renew-credential', action: checkKey },
  70398: {
    kind: 'NotEnabled',
    meaning: 'the free edition is full (100 accounts)',
    action: 'Upgrade the edition of the application.',
  },
  70402: { kind: 'InvalidRequest', meaning: 'invalid parameter' },
  70403: {
    kind: 'Misconfigured',
    meaning: 'the identifier is not an App admin',
    recovery: 'renew-credential',
    action: checkAdmin,
  },
  70500: { kind: 'UpstreamFailed', meaning: 'internal fault of Chat', recovery: 'retry' },

  80001: { kind: 'InvalidRequest', meaning: 'content moderation rejected the text' },
};
