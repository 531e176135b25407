import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** The content of a UserSig. */
export interface UserSigOptions {
  readonly sdkAppId: number;
  /** The key as the Chat console shows it. It is used as text, not decoded. */
  readonly secretKey: string;
  readonly identifier: string;
  /** In Unix seconds. */
  readonly issuedAt: number;
  /** In seconds. */
  readonly lifetime: number;
}

/**
 * Makes the UserSig (TLSSigAPIv2) with which an account signs in to Chat.
 *
 * @see https://github.com/tencentyun/tls-sig-api-v2-node
 */
export const createUserSig = ({ sdkAppId, secretKey, identifier, issuedAt, lifetime }: UserSigOptions): string => {
  const time = `TLS.time:${issuedAt}\nTLS.expire:${lifetime}\n`;
  const content = `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppId}\n${time}`;
  const document = JSON.stringify({
    'TLS.ver': '2.0',
    'TLS.identifier': identifier,
    'TLS.sdkappid': sdkAppId,
    'TLS.expire': lifetime,
    'TLS.time': issuedAt,
    'TLS.sig': createHmac('sha256', secretKey).update(content).digest('base64'),
  });
  // Chat's own variant of base64, which is not base64url.
  return deflateSync(document).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
};
