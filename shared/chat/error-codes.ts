import type { FailureKind, Recovery } from '#shared/failures/failure';

/** What one of Chat's error codes means to this bundle. */
export interface ErrorCode {
  readonly kind: FailureKind;
  /** Chat's meaning, in our words. */
  readonly meaning: string;
  readonly recovery?: Recovery;
  /** What an operator has to do where a caller can do nothing. */
  readonly action?: string;
}

const checkKey = 'Compare sdkAppId, secretKey, identifier and region in the secret with the Chat console.';
const suspectKey = `If it is not the user id in the request: ${checkKey}`;
const checkAdmin = 'Make the identifier in the secret an App admin in the Chat console.';
const checkApp = 'Look at the state of the application in the Chat console.';
const checkAddress = 'Look at CHAT_BASE_URL if it is set. If it is not, this is a fault of this bundle: report it.';
const report = 'This is a fault of this bundle: report it.';

/**
 * Chat's error codes. A code that is not here is `UpstreamFailed`, with the code kept.
 *
 * @see https://trtc.io/document/34348 the general table
 * @see https://trtc.io/document/34620 the gateway's codes (60xxx)
 */
export const errorCodes: Readonly<Record<number, ErrorCode>> = {
  // Group service: not listed by the three APIs, kept as a safety net.
  10002: { kind: 'UpstreamFailed', meaning: 'group service failed', recovery: 'retry' },
  10003: { kind: 'InternalError', meaning: 'unknown command', action: report },
  10004: { kind: 'InvalidRequest', meaning: 'bad parameter' },
  10005: { kind: 'InvalidRequest', meaning: 'too many accounts in the request' },
  10006: { kind: 'RateLimited', meaning: 'rate limit of the group service', recovery: 'back-off' },
  10007: { kind: 'Forbidden', meaning: 'not permitted, or not for this type of group' },
  10010: { kind: 'NotFound', meaning: 'the group does not exist' },
  10011: { kind: 'InternalError', meaning: 'the body is not JSON', action: report },
  10012: { kind: 'InvalidRequest', meaning: 'bad operator account' },
  10015: { kind: 'NotFound', meaning: 'no such group id' },
  10018: { kind: 'InvalidRequest', meaning: 'the answer would be over 1 MB: ask for less' },
  10019: { kind: 'NotFound', meaning: 'the account does not exist' },
  10026: { kind: 'NotEnabled', meaning: 'the command is switched off for this application', action: checkApp },

  // Messages: likewise.
  20001: { kind: 'InvalidRequest', meaning: 'bad packet' },
  20002: { kind: 'Misconfigured', meaning: 'bad signature', recovery: 'renew-credential', action: checkKey },
  20003: { kind: 'NotFound', meaning: 'unknown sender or receiver' },
  20004: { kind: 'UpstreamFailed', meaning: 'network fault inside Chat', recovery: 'retry' },
  20005: { kind: 'UpstreamFailed', meaning: 'internal fault of Chat', recovery: 'retry' },

  // Cloud search.
  27003: { kind: 'InvalidRequest', meaning: 'bad parameter' },
  27004: { kind: 'UpstreamFailed', meaning: 'internal fault of the search', recovery: 'retry' },

  // Recent contacts.
  50001: { kind: 'NotFound', meaning: 'the account is not imported into Chat' },
  50002: { kind: 'InvalidRequest', meaning: 'bad parameter' },
  50003: { kind: 'Misconfigured', meaning: 'needs an App admin', recovery: 'renew-credential', action: checkAdmin },
  50004: { kind: 'UpstreamFailed', meaning: 'internal fault', recovery: 'retry' },
  50005: { kind: 'UpstreamFailed', meaning: 'network timeout inside Chat', recovery: 'retry' },
  51006: { kind: 'InvalidRequest', meaning: 'no conversation, or more than 100' },
  51007: { kind: 'NotFound', meaning: 'the group cannot be resolved: disbanded, or a fault', recovery: 'retry-once' },
  51008: { kind: 'LimitExceeded', meaning: 'more than 1,000 conversations with groups or marks' },
  51009: { kind: 'NotFound', meaning: 'the conversation group does not exist' },
  51010: { kind: 'LimitExceeded', meaning: 'more than 20 conversation groups' },
  51011: { kind: 'InvalidRequest', meaning: 'the name of the conversation group is too long' },
  51012: { kind: 'LimitExceeded', meaning: 'too many pinned conversations (50, by the pages of the client SDKs)' },
  51013: {
    kind: 'NotEnabled',
    meaning: 'the edition has no conversation groups and standard marks',
    action: 'Upgrade the edition of the application.',
  },

  // Gateway.
  60002: { kind: 'Misconfigured', meaning: 'the HTTP request cannot be parsed', action: checkAddress },
  60003: { kind: 'InternalError', meaning: 'the body is not JSON', action: report },
  // Chat cannot tell which it is. `NotFound` blames no credential, and as it is transient no queue loses a message to it.
  60004: {
    kind: 'NotFound',
    meaning: 'no such user id, or a bad identifier',
    recovery: 'suspect-credential',
    action: suspectKey,
  },
  60005: {
    kind: 'NotFound',
    meaning: 'no such user id, or a bad signature',
    recovery: 'suspect-credential',
    action: suspectKey,
  },
  60006: { kind: 'Misconfigured', meaning: 'bad SDKAppID', recovery: 'renew-credential', action: checkKey },
  60007: { kind: 'RateLimited', meaning: 'the rate of this API is exceeded', recovery: 'back-off' },
  60008: { kind: 'UpstreamFailed', meaning: 'timeout inside Chat, or a malformed request', recovery: 'retry' },
  60009: { kind: 'Misconfigured', meaning: 'no such API at this address', action: checkAddress },
  60010: {
    kind: 'Misconfigured',
    meaning: 'the identifier is not an App admin',
    recovery: 'renew-credential',
    action: checkAdmin,
  },
  60011: { kind: 'RateLimited', meaning: 'the rate of the application is exceeded', recovery: 'back-off' },
  60012: { kind: 'InternalError', meaning: 'the SDKAppID is missing', action: report },
  60013: { kind: 'UpstreamFailed', meaning: 'a service of Chat gave a bad answer', recovery: 'retry' },
  60014: { kind: 'UpstreamFailed', meaning: 'account exchange timed out', recovery: 'retry' },
  60015: { kind: 'InvalidRequest', meaning: 'a user id is not a string' },
  60016: { kind: 'Misconfigured', meaning: 'the application is disabled', action: checkApp },
  60017: { kind: 'Misconfigured', meaning: 'the request is disabled', action: checkApp },
  60018: { kind: 'RateLimited', meaning: 'too frequent', recovery: 'back-off' },
  60019: { kind: 'RateLimited', meaning: 'too frequent', recovery: 'back-off' },
  60020: {
    kind: 'NotEnabled',
    meaning: 'the plan or plugin has expired, or the search scene is off',
    action: 'Buy the plan or plugin and switch the scene on in the Chat console. It works five minutes later.',
  },
  60021: {
    kind: 'Misconfigured',
    meaning: 'the source address is not allowed',
    action: 'Add the address that this function leaves from to the allow-list of the application.',
  },

  // Account and UserSig.
  70001: { kind: 'Misconfigured', meaning: 'UserSig expired', recovery: 'renew-credential', action: checkKey },
  70002: { kind: 'Misconfigured', meaning: 'UserSig empty', recovery: 'renew-credential', action: checkKey },
  70003: { kind: 'Misconfigured', meaning: 'UserSig unreadable', recovery: 'renew-credential', action: checkKey },
  70005: { kind: 'Misconfigured', meaning: 'UserSig unreadable', recovery: 'renew-credential', action: checkKey },
  70009: {
    kind: 'Misconfigured',
    meaning: 'UserSig made with another key, or for another region',
    recovery: 'renew-credential',
    action: checkKey,
  },
  70013: { kind: 'Misconfigured', meaning: 'UserSig of another user', recovery: 'renew-credential', action: checkKey },
  70014: { kind: 'Misconfigured', meaning: 'UserSig of another app', recovery: 'renew-credential', action: checkKey },
  70016: { kind: 'Misconfigured', meaning: 'no public key for the old signature scheme', action: checkApp },
  70020: { kind: 'Misconfigured', meaning: 'SDKAppID not found', recovery: 'renew-credential', action: checkKey },
  70050: { kind: 'Misconfigured', meaning: 'too many refused signatures', recovery: 'hold', action: checkKey },
  70051: { kind: 'Misconfigured', meaning: 'the admin account is blocked', action: checkApp },
  70052: { kind: 'Misconfigured', meaning: 'UserSig revoked', recovery: 'renew-credential', action: checkKey },
  70107: { kind: 'NotFound', meaning: 'the account does not exist' },
  70114: { kind: 'RateLimited', meaning: 'restricted for security reasons', recovery: 'back-off' },
  70169: { kind: 'UpstreamFailed', meaning: 'timeout inside Chat', recovery: 'retry' },
  70202: { kind: 'UpstreamFailed', meaning: 'timeout inside Chat', recovery: 'retry' },
  70206: { kind: 'InvalidRequest', meaning: 'bad number of accounts in a batch' },
  70346: { kind: 'Misconfigured', meaning: 'bad signature', recovery: 'renew-credential', action: checkKey },
  70398: {
    kind: 'NotEnabled',
    meaning: 'the free edition is full (100 accounts)',
    action: 'Upgrade the edition of the application.',
  },
  70402: { kind: 'InvalidRequest', meaning: 'bad parameter' },
  70403: { kind: 'Misconfigured', meaning: 'needs an App admin', recovery: 'renew-credential', action: checkAdmin },
  70500: { kind: 'UpstreamFailed', meaning: 'internal fault', recovery: 'retry' },

  80001: { kind: 'InvalidRequest', meaning: 'the text was refused by content security' },
};
