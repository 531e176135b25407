import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** What a UserSig is made of. */
export interface UserSigOptions {
  readonly sdkAppId: number;
  /** The key from the console, as it stands there. Its characters are the key; it is not decoded. */
  readonly secretKey: string;
  readonly identifier: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Seconds. */
  readonly lifetime: number;
}

/**
 * Signs in an account: makes the UserSig that Chat expects in the query (TLSSigAPIv2).
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
  // Chat's own alphabet, which is not base64url.
  return deflateSync(document).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
};
